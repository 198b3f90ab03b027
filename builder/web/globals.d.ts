// What the loader, the script and the theme leave for each other on the page.
declare var answerbook: { start(world: object): Promise<{ mountAll(): void }> };
declare var answerbookFiles: Record<string, string>;
declare var answerbookManifest: { head: string; known: string[]; script: string; style: string };
declare var document$: { subscribe(called: () => void): void } | undefined;
declare var trustedTypes:
  | { createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): unknown } }
  | undefined;

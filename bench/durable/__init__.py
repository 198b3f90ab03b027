"""Ways to break a build, one module each: a case's number and a folder come in; what broke comes out as an error."""

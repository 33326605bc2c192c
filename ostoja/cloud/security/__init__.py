"""What keeps an account its owner's: where it is signed in, what happened to it, and the browsers that are known."""

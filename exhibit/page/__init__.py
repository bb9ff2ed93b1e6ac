"""The page: what steps and the lobby draw with; theme, words, type, shapes and the picture."""

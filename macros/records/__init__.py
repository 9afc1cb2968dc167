"""Records: what each edition said and what follows, what was withheld, what law watch saw, the last pass of tests."""

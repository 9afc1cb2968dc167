"""The tests: of the models, of the messages, and of the built site in a driven browser."""

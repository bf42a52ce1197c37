"""The knowledge base: articles and facts, read from `data/knowledge`, put into words and ranked.

Pure Python: nothing here imports rasa or rasa_sdk.
"""

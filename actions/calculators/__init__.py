"""Calculators: rules of public law worked out from what a person types. Pure Python.

Nothing here imports rasa or rasa_sdk; texts and words stand in `data/calculators`, terms and
amounts are facts of the knowledge base.
"""

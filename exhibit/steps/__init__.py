"""The steps of a visit, one linkage step a file; contract.py says what a step must have."""

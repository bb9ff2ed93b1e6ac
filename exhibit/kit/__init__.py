"""The classroom kit: papers to print, of the same texts, numbers and sources as the exhibit."""

"""What ``run.py bench`` measures: each part prints its own table, and what matters in it is the ratio within one run."""

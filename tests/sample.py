"""What the data of the sample happen to hold: an office that edits its content changes these numbers, and no test."""

UNITS = 117
MEMBERS = 6_929
LESSONS_OF_MODULE = 3
MODULES = 8
# There are at least so many questions in force, in all and in each module.
QUESTIONS = 300
QUESTIONS_OF_MODULE = 35
# The final test has so many questions.
QUESTIONS_OF_TEST = 40
# At least so many queries are judged.
JUDGED = 600

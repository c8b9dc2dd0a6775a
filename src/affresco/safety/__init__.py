"""Safety at creation: what is not made here, said with the rule and the word, and open to appeal.

model        rules, findings, decisions, refusals
folding      undoes what Unicode lets people hide
matching     terms in texts, in time that grows with the text alone
rules        the rules file of ours (rules.toml) and the owner's
classifiers  plug-ins that look at words and pictures as a whole
guard        both, ready for the settings at hand
commands     check words, check a picture, appeal, decide
levels       all ages, or adult: the declaration
access, hydrate, queries, errors
"""

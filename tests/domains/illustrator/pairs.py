"""Prompts in English with their Italian translation, which must give the same scene."""

from __future__ import annotations

PAIRS = (
    ("a black cat on a roof at night, full moon", "un gatto nero su un tetto di notte, luna piena"),
    ("three red balloons over the alps at sunrise", "tre palloncini rossi sopra le alpi all'alba"),
    ("a lighthouse in a storm, watercolour", "un faro in tempesta, acquerello"),
    ("two white rabbits in the snow", "due conigli bianchi nella neve"),
    ("an old fisherman with a lantern", "un vecchio pescatore con una lanterna"),
    (
        "a fox astronaut riding a bicycle on the moon",
        "una volpe astronauta in sella a una bicicletta sulla luna",
    ),
    ("a bear reading a book in a library", "un orso che legge un libro in biblioteca"),
    ("a green dragon over a castle, pixel art", "un drago verde sopra un castello, pixel art"),
    ("a sleeping dog under a tree", "un cane che dorme sotto un albero"),
    ("a queen with a golden crown, oil painting", "una regina con una corona dorata, pittura a olio"),
    ("five yellow butterflies in a garden", "cinque farfalle gialle in un giardino"),
    ("a whale and a paper boat, minimalist", "una balena e una barchetta di carta, minimalista"),
    ("a robot in the forest, stained glass", "un robot nella foresta, vetrata"),
    ("a steam train in the mountains at dusk", "un treno a vapore tra le montagne al crepuscolo"),
    ("a small house on a beach", "una piccola casa su una spiaggia"),
    ("seven penguins on an iceberg", "sette pinguini su un iceberg"),
    ("a pirate on a ship in a storm", "un pirata su una nave in tempesta"),
    ("a horse without a rider in the desert", "un cavallo senza cavaliere nel deserto"),
    ("a lonely robot in the rain, ink drawing", "un robot solitario sotto la pioggia, inchiostro"),
    ("a cake and two cups of tea on a table", "una torta e due tazze di tè su un tavolo"),
    ("a violin and a rose, art nouveau", "un violino e una rosa, liberty"),
    ("a red sailboat on a lake in autumn", "una barca a vela rossa su un lago in autunno"),
    ("hot air balloons in the sky at sunset", "mongolfiere nel cielo al tramonto"),
    ("an elephant playing a trumpet", "un elefante che suona una tromba"),
)  # fmt: skip

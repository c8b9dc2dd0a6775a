"""Wishes by what makes them hard to read, in both languages; none stands in the evaluation set."""

from __future__ import annotations

CAUSES: dict[str, tuple[tuple[str, str], ...]] = {
    "trades of animals": (
        ("a hedgehog dressed as a postman", "un riccio vestito da postino"),
        ("a hedgehog who is a postman", "un riccio che fa il postino"),
        ("a cat as a chef", "un gatto come chef"),
        ("a mouse disguised as a knight", "un topo travestito da cavaliere"),
        ("a doctor who is a rabbit", "un medico che è un coniglio"),
        ("a mole astronomer under the stars", "una talpa astronoma sotto le stelle"),
    ),
    "likenesses and forms": (
        ("a mouse the size of a house", "un topo grande come una casa"),
        ("a man smaller than a mushroom", "un uomo più piccolo di un fungo"),
        ("a table in the shape of a leaf", "un tavolo a forma di foglia"),
        ("a hot air balloon shaped like a strawberry", "una mongolfiera a forma di fragola"),
    ),
    "materials": (
        ("a castle made of cheese", "un castello fatto di formaggio"),
        ("a car made entirely of flowers", "un'auto fatta interamente di fiori"),
        ("a bird made of paper", "un uccello fatto di carta"),
        ("a knitted owl on a shelf", "un gufo fatto a maglia su uno scaffale"),
        ("a huge wooden horse in the desert", "un enorme cavallo di legno nel deserto"),
    ),
    "small ones": (
        ("a kitten on a chair", "un gattino su una sedia"),
        ("a small shop at night", "un negozietto di notte"),
        ("a baby turtle on a rock", "una tartarughina su uno scoglio"),
        ("a small red house with a blue door", "una casetta rossa con la porta blu"),
        ("a little tree beside a little church", "un alberello accanto a una chiesetta"),
    ),
    "gender and number": (
        ("a lioness and a lion in the savanna", "una leonessa e un leone nella savana"),
        ("a painter with a palette", "una pittrice con la tavolozza"),
        ("two children in a garden", "due bambini in un giardino"),
        ("salmon in a river", "salmoni in un fiume"),
        ("three penguins wearing red scarves", "tre pinguini con la sciarpa rossa"),
        ("a dozen eggs in a basket", "una dozzina di uova in un cesto"),
        ("a pair of red shoes", "un paio di scarpe rosse"),
        ("a couple of swans on a river", "una coppia di cigni su un fiume"),
    ),
    "verbs": (
        ("a cat that sleeps on the sofa", "un gatto che dorme sul divano"),
        ("an astronaut reading a newspaper", "un astronauta che sta leggendo il giornale"),
        ("a raccoon stealing a pie", "un procione che ruba una crostata"),
        ("a fisherman mending his nets", "un pescatore che ripara le reti"),
        ("a boy and a dog playing in the snow", "un ragazzo e un cane che giocano nella neve"),
        ("a puppy chewing on a slipper", "un cagnolino che mordicchia una pantofola"),
    ),
    "who is acted upon": (
        ("a harp played by an old woman", "un'arpa suonata da una vecchia"),
        ("a lantern held by a monkey", "una lanterna tenuta da una scimmia"),
        ("a dog looking at a cat", "un cane che guarda un gatto"),
        ("a kitten and a puppy looking at it", "un gattino e un cagnolino che lo guarda"),
        ("a girl giving an apple to a horse", "una ragazza che dà una mela a un cavallo"),
    ),
    "negations": (
        ("a street with no cars and no people", "una strada senza auto e senza persone"),
        ("a forest with no animals except an owl", "una foresta senza animali tranne un gufo"),
        ("a cat without a tail", "un gatto senza coda"),
        ("not a dog but a fox", "non un cane ma una volpe"),
    ),
    "parts of bodies": (
        ("a parrot on a pirate's shoulder", "un pappagallo sulla spalla di un pirata"),
        ("a raccoon with a key in its mouth", "un procione con una chiave in bocca"),
        ("a woman with green eyes", "una donna con gli occhi verdi"),
        ("a turtle with a castle on its back", "una tartaruga con un castello sul dorso"),
    ),
    "riding and wearing": (
        ("a knight on horseback", "un cavaliere a cavallo"),
        ("a witch on a broom", "una strega su una scopa"),
        ("a bear on a bicycle", "un orso in bicicletta"),
        ("a cactus with a sombrero and sunglasses", "un cactus con il sombrero e gli occhiali da sole"),
        ("a woman with a red coat and white dog", "una donna con cappotto rosso e cane bianco"),
    ),
    "views": (
        ("close-up of a bee", "primo piano di un'ape"),
        ("low angle shot of a lighthouse", "faro visto dal basso"),
        ("a village seen from above in winter", "un villaggio visto dall'alto in inverno"),
        ("wide angle view of a canyon", "grandangolo di un canyon"),
    ),
    "jargon": (
        (
            "portrait of an elf, highly detailed, 8k, trending on artstation",
            "ritratto di un elfo, molto dettagliato, 8k, di tendenza su artstation",
        ),
        ("a fox, sharp focus, octane render", "una volpe, alta risoluzione, octane render"),
    ),
    "hyphens": (
        ("an accordion-playing walrus", "un tricheco che suona la fisarmonica"),
        ("a six-legged cat", "un gatto a sei zampe"),
        ("a snow-covered cabin in the woods", "una baita coperta di neve nel bosco"),
    ),
    "places and things": (
        ("a knight in front of a castle", "un cavaliere davanti a un castello"),
        ("a monk in a church", "un monaco in una chiesa"),
        ("a bridge between two mountains", "un ponte tra due montagne"),
        ("a café in Rome", "un bar a Roma"),
        ("a key on the grass", "una chiave sull'erba"),
        ("the garden of a villa", "il giardino di una villa"),
    ),
    "hours and seasons": (
        ("a rainy evening in a big city", "una sera di pioggia in una grande città"),
        ("autumn leaves on a bench", "foglie autunnali su una panchina"),
        ("a boat at 6 am", "una barca alle 6 del mattino"),
        ("a full moon rising over the sea", "una luna piena che sorge sul mare"),
        ("the setting sun over the hills", "il sole al tramonto sulle colline"),
    ),
    "colours": (
        ("a red and yellow kite in the sky", "un aquilone rosso e giallo nel cielo"),
        ("an orange cat and an orange", "un gatto arancione e un'arancia"),
        ("a pink flamingo and a rose", "un fenicottero rosa e una rosa"),
    ),
    "cups and what is in them": (
        ("a bowl of cherries on a stool", "una ciotola di ciliegie su uno sgabello"),
        ("a cart full of pumpkins", "un carro pieno di zucche"),
        ("a cup of hot chocolate", "una tazza di cioccolata calda"),
        ("a cake with six candles", "una torta con sei candeline"),
    ),
    "names": (
        ("my dog Rex on the beach", "il mio cane Rex sulla spiaggia"),
        ("the Eiffel Tower at night with fireworks", "la torre Eiffel di notte con i fuochi d'artificio"),
        ("a gondola on the Grand Canal at sunset", "una gondola sul Canal Grande al tramonto"),
    ),
}  # fmt: skip

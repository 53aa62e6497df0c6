"""Which lemma has a word besides the dictionary's, or in place of it? LEMMAS_OF_FORM["должны"] == ("должен",).

Two tables, each row with its witness; ё is written е.
"""

# A bookish lemma, or one of a word that nobody writes: the dictionary's -> the usual one.
USUAL_LEMMA = {
    "счастие": "счастье",  # «счастья» is read счастие, though «счастье» is счастье
    "деньга": "деньги",  # «вложить деньги, найти денег»
}

# What a form stands for besides the dictionary's lemmas: short forms, pronouns, prepositions with a vowel.
LEMMAS_OF_FORM = {
    "должен": ("должен",),  # «должен» is the short form of должный only in dictionaries
    "должна": ("должен",),
    "должно": ("должен",),
    "должны": ("должен",),
    "меньше": ("меньше",),  # «меньше ста»; the dictionary knows only маленький
    "дальше": ("дальше",),  # «что дальше»; only далекий
    "позднее": ("позднее",),  # «не позднее мая»; only поздний
    "во": ("во",),  # «во Владимире»: в, and the word itself
    "ко": ("ко",),  # «ко всем»
    "то": ("то",),  # «то и это»: the pronoun то, as тот
    "того": ("то",),  # «кроме того»
    "тому": ("то",),  # «к тому же»
    "тем": ("то",),  # «с тем чтобы»
    "том": ("то",),  # «в том, что»
    "все": ("все",),  # «все пришли», «всё ясно»
    "всего": ("все",),  # «прежде всего»
    "всему": ("все",),  # «всему есть мера»
    "всем": ("все",),  # «всем известно»
    "всех": ("все",),  # «для всех»
    "всеми": ("все",),  # «всеми признан»
    "чтоб": ("чтобы",),  # «чтоб знали»
}

"""First names that are common in Britain: with a surname after one, a text names somebody."""

from __future__ import annotations

import re

_GIVEN = """
    Aaron Abdul Abigail Adam Aisha Alan Albert Alex Alexander Alexandra Alfred Ali Alice Alison Amanda Amber Amelia Amina
    Amir Amy Ana Andrea Andrew Angela Anita Ann Anna Anne Anthony Arthur Ayesha Barbara Barry Beatrice Ben Benjamin Bernard
    Beth Betty Beverley Brenda Brian Bridget Bruce Callum Cameron Carl Carol Caroline Catherine Charles Charlie Charlotte
    Chloe Chris Christine Christopher Claire Clare Clive Colin Connor Craig Daisy Daniel Darren David Dean Deborah Debbie
    Denise Dennis Derek Diana Diane Donald Donna Doreen Doris Dorothy Douglas Duncan Edith Edward Edwin Eileen Elaine
    Eleanor Elizabeth Ella Ellen Ellie Elsie Emily Emma Eric Erin Ernest Ethel Eva Evelyn Farah Fatima Fiona Florence
    Frances Francis Fred Frederick Gareth Gary Gavin Geoff Geoffrey George Georgina Gerald Geraldine Gillian Gladys Glen
    Gloria Gordon Graham Gwen Hannah Harold Harry Hassan Hazel Heather Helen Henry Hilary Hilda Howard Hugh Hussain Ian
    Ibrahim Imran Irene Iris Isabel Isabella Jack Jacob Jacqueline Jake James Jamie Jan Jane Janet Janice Jason Jean
    Jennifer Jenny Jeremy Jessica Jill Jim Joan Joanna Joanne Joe John Jonathan Jordan Joseph Josephine Joshua Joyce Judith
    Judy Julia Julian Julie Karen Karl Kate Katherine Kathleen Katie Kayleigh Keith Kelly Kenneth Kevin Khadija Kim
    Kimberley Kirsty Kyle Laura Lauren Laurence Lee Leonard Leslie Lewis Liam Lillian Linda Lisa Lorraine Louise Lucy Luke
    Lynn Lynne Madeleine Malcolm Margaret Maria Marian Marie Marilyn Marion Marjorie Martha Martin Mary Matthew Maureen
    Mavis Megan Melanie Melissa Michael Michelle Mike Mildred Miriam Mohammad Mohammed Moira Molly Monica Muhammad Muriel
    Nadia Nancy Naomi Natalie Natasha Nathan Neil Nicholas Nicola Nigel Nora Norma Norman Oliver Olive Olivia Oscar Owen
    Pamela Patricia Patrick Paul Paula Pauline Peggy Penelope Peter Philip Phillip Phyllis Priya Rachel Raj Ralph Raymond
    Rebecca Rhys Richard Robert Roger Ronald Rosemary Roy Ruth Ryan Sally Sam Samantha Samuel Sandra Sara Sarah Sean
    Shabana Sharon Sheila Shirley Simon Sophie Stacey Stanley Stella Stephanie Stephen Steve Steven Stuart Susan Suzanne
    Sylvia Tanya Teresa Terence Theresa Thomas Timothy Tom Tony Tracey Tracy Trevor Valerie Vera Veronica Vincent Violet
    Vivienne Walter Wendy Wilfred William Winifred Yasmin Yusuf Yvonne Zainab Zoe
"""
"""Without those that begin a sentence as a word: April, Bill, Grace, June, Mark, May, Rose, Sue, Victoria, Will."""

_PLACES = (
    "Academy|Act|Association|Avenue|Bridge|Centre|Charity|Church|Clinic|Close|College|Council|Court|Crescent|Day|Drive|"
    "Arms|Club|Cross|Hotel|Inn|Library|Pub|Team|Foundation|Garden|Gardens|Group|Hall|Home|Homes|Hospice|Hospital|House|Infirmary|Institute|Lane|Line|Lodge|Park|"
    "Place|Road|School|Society|Square|Station|Street|Surgery|Terrace|Theatre|Trust|Unit|University|Ward|Way"
)
_NO_SURNAME = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Christmas|Easter|January|February|October|I"

FULL_NAME = re.compile(
    rf"(?<![\w-])(?<!\bSt )(?:{'|'.join(_GIVEN.split())})(?:[ \n]+[A-Z]\.?)?"
    rf"[ \n]+(?!(?:{_PLACES}|{_NO_SURNAME})\b)(?P<surname>(?:Mc|Mac|[OD]['’])?[A-Z][a-z]+(?:-[A-Z][a-z]+)?)(?![\w])"
    rf"(?![ \n]+(?:{_PLACES})\b)"
)
"""A first name and a surname, unless a street or a house bears them."""

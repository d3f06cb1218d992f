# Le rapport.

header = { $exercise } — { $title }
label-submission = rendu
label-machines = machines
label-seed = graine
machines-isolated = isolées : chaque programme a son propre réseau
machines-plain = aucune : les programmes tournent directement sur cet ordinateur
machines-plain-why = aucune : les programmes tournent directement sur cet ordinateur ({ $why })
program-missing = aucun programme
program-ambiguous = plusieurs programmes possibles : { $candidates }
program-unbuilt = { $label } (ne compile pas)
program-no-interpreter = { $label } (il manque { $needs })
address-port = prend un port, sans l’hôte
address-host-and-port = prend l’hôte et le port en deux arguments
address-in-code = son adresse est dans son code

build-failed = La préparation de vos programmes a échoué.
build-failed-command = La compilation a échoué : `{ $command }`
build-limit = Elle a été arrêtée : { $limit }.

group-basic = Contrôles de base
group-robustness = Robustesse
group-bonus = Bonus
group-points = { $title } : { $earned }/{ $of }
points = { $count ->
    [one] { $count } point
   *[other] { $count } points
}
table-scale = { $points } en tout, hors bonus, ramenés à une note sur { $scale }.

word-passed = réussi
word-failed = échoué
word-skipped = non évalué
word-inconclusive = indécis
tally-failed = échoue { $failed } fois sur { $of }
tally-inconclusive = indécis { $inconclusive } fois sur { $of }
tally-passed = { $of } fois sur { $of }
skipped-short = demande `{ $needs }`

label-next = À faire :
label-hint = Indice :
label-repeat = Revoir :

mark = Note : { $mark }
mark-provisional = Note provisoire : { $mark }
mark-points = ({ $earned ->
    [one] { $earned } point
   *[other] { $earned } points
} sur { $points })
provisional-unknown = La note peut encore changer : { $count ->
    [one] un contrôle n’a pas pu être jugé
   *[other] { $count } contrôles n’ont pas pu être jugés
}.
provisional-left-out = La note peut encore changer : tous les contrôles n’ont pas été posés.
next-build = Pour revoir les erreurs de compilation, tapez :
next-failed = Après une correction, tapez :
next-inconclusive = Pour reposer ce contrôle, tapez :
next-whole = Pour poser tous les contrôles, tapez :
next-none = Tout est réussi.

live-build = Compilation : { $command }
live-building = Compilation de { $package }
live-built = Recherche des programmes
live-check = { $check }

# Le rapport.

header = { $exercise } — { $title }
label-submission = rendu
label-machines = machines
label-seed = graine
label-left-out = écartés
machines-isolated = isolées : chaque programme a son propre réseau
machines-landlock = cloisonnées : les programmes sont compilés sur cet ordinateur, puis y tournent avec un accès limité aux fichiers, aux ports et aux signaux (Landlock)
machines-plain = aucune : les programmes sont compilés et tournent directement sur cet ordinateur
machines-why = { $kind } ({ $why })
label-holds = garanti
label-lacks = non garanti
label-remedy = pour mieux
guarantee-network = aucun réseau extérieur
guarantee-ports = ports toujours libres
guarantee-cleanup = aucun processus ne reste
guarantee-files = autres fichiers hors d’atteinte
guarantee-memory = mémoire bornée
guarantee-processes = processus bornés
guarantee-build = compilation isolée
program-missing = aucun programme
program-ambiguous = plusieurs programmes possibles : { $candidates }
program-unbuilt = { $label } (ne compile pas)
program-unmade = { $label } (son `build` a échoué)
program-no-interpreter = { $label } (il manque { $needs })
address-port = prend un port, sans l’hôte
address-host-and-port = prend l’hôte et le port en deux arguments
address-in-code = n’utilise pas l’adresse qu’on lui donne

build-failed = La préparation de vos programmes a échoué.
build-warned = Le compilateur a donné un avertissement sur votre code, et c’est peut-être la cause :
build-warned-more = { $count ->
    [one] … un autre avertissement
   *[other] … { $count } autres avertissements
}
build-failed-command = La compilation a échoué : `{ $command }`
build-limit-time = Elle a pris plus de { $seconds } s et a été arrêtée.
build-limit-memory = Elle a utilisé plus de { $size } de mémoire et a été arrêtée.
build-limit-output = Elle a affiché plus de { $size } et a été arrêtée.
build-limit-processes = Elle a lancé autant de processus à la fois qu’elle peut en avoir : { $count }.

# Comment une commande de `build` a échoué, et quoi faire.
build-absent = Dans `grader.toml`, `build` lance `{ $program }`, qui n’est ni une commande de cet ordinateur, ni un fichier exécutable de votre dossier.
build-absent-next = Corrigez ce nom, ou installez `{ $program }` de sorte qu’il se trouve dans le `PATH`.
build-no-file = Dans `grader.toml`, `build` lance `{ $path }`, et votre dossier n’a pas de fichier exécutable à ce chemin.
build-no-file-next = Un chemin part du dossier de `grader.toml` et y reste ; le fichier doit s’y trouver et être exécutable (`chmod +x`). Une commande de l’ordinateur se donne par son nom seul, comme `make`.
build-cannot-execute = La commande `{ $command }` n’a pas pu être exécutée : { $why }.
build-cannot-execute-next = Si c’est un script, sa première ligne doit nommer un interpréteur qui existe, comme `#!/bin/sh`.
build-exited = La commande `{ $command }` a échoué : { $exit }.

# Ce qu’un manifeste demande et ne peut pas avoir.
refusal = erreur
refused-outside = `{ $path }` mène hors du rendu, qui doit contenir tout ce qu’il faut pour le compiler
refused-workspace = son espace de travail (« workspace ») n’est pas dans le rendu : rendez-le en entier, ou écrivez ici ce qu’il dit
refused-git = `{ $name }` vient d’un dépôt git, et seuls les crates du registre de Rust sont utilisables
refused-registry = `{ $name }` vient d’un autre registre, et seuls les crates du registre de Rust sont utilisables
refused-replaced = on ne peut pas remplacer de crates ici
refused-not-allowed = cet exercice n’autorise pas le crate `{ $name }` ; il autorise { $allowed }
refused-all = cet exercice n’autorise aucun crate, et voici `{ $name }`
refused-unreadable = ce fichier est trop grand, ou n’est pas du texte (UTF-8)

# Ce qui n’est pas regardé d’un rendu.
semicolon = {" ; "}
left-out-made = { $paths }
left-out-settings = { $paths } (les réglages de cargo et de rustup sont sans effet)
left-out-link = { $paths } (liens symboliques)
left-out-hard-link = { $paths } (fichiers qui ont un second nom ailleurs : copiez-les)
left-out-special = { $paths } (ni fichiers ni dossiers)
left-out-large = { $paths } (trop grands : au plus { $file } chacun, { $total } ensemble)
left-out-deep = { $paths } (à plus de { $depth } dossiers de profondeur)
left-out-many = { $paths } (un rendu a au plus { $entries } fichiers et dossiers : rendez seulement les sources)
left-out-passed-over = { $paths } (un programme en Rust joue le même rôle et passe avant : pour faire noter ceux-ci, enlevez `Cargo.toml` et `src`)
left-out-unreadable = { $paths } (illisibles)
left-out-more = { $paths } et { $count ->
    [one] un autre
   *[other] { $count } autres
}

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
word-inconclusive = indéterminé
word-before = avant
tally-failed = échoue { $failed } fois sur { $of }
tally-inconclusive = indéterminé { $inconclusive } fois sur { $of }
tally-passed = { $of } fois sur { $of }
skipped-short = demande `{ $needs }`

label-next = À faire :
label-why = Pourquoi :
label-hint = Indice :
label-repeat = Revoir :

mark = Note : { $mark }
mark-provisional = Note provisoire : { $mark }
mark-partial = Pas encore de note, seuls certains contrôles ont été exécutés
mark-points = ({ $earned ->
    [one] { $earned } point
   *[other] { $earned } points
} sur { $points })
provisional-unknown = La note peut encore changer : { $count ->
    [one] un contrôle n’a pas pu être jugé
   *[other] { $count } contrôles n’ont pas pu être jugés
}.
next-build = Pour revoir les erreurs de compilation, tapez :
next-failed = Après une correction, tapez :
next-bonus = Il ne manque que des points de bonus. Pour les tenter à nouveau, tapez :
next-stuck = Bloqué ? Un indice (ou, avec `explain`, tout ce qui a été vu) : { $command }
next-inconclusive = Pour exécuter à nouveau ce contrôle, tapez :
next-whole = Pour exécuter tous les contrôles, tapez :
next-none = Tous les contrôles sont réussis.

live-build = Compilation : { $command }
live-building = Compilation : { $package }
live-built = Recherche des programmes
live-check = { $check }

interrupted = Interrompu : contrôles terminés, { $done } sur { $count } ; rien n’en est gardé.

watch-before = { $check } (avant l’enregistrement)
watch-begins = Lecture du dossier
watch-checking = Contrôles : { $done }/{ $count }
watch-trouble = Rien n’a pu être noté.
watch-waiting = En attente de l’enregistrement d’un fichier ; Ctrl-C pour terminer.
watch-keys-hidden = ↑↓ défiler  a tout  q quitter
watch-keys-back = h indice  e expliquer  ↑↓ défiler  Entrée retour  n suivant  a tout  q quitter
watch-keys = n suivant  p précédent  h indice  e expliquer  ↑↓ déplacer  a tout  q quitter

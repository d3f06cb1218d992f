# Pourquoi rien n’a été noté : ce qui ne va pas, et que faire.

either = { $first } ou { $last }

unreadable = `{ $path }` ne peut pas être lu : { $why }
unreadable-remedy = vérifiez que c’est le bon nom, et que vous avez le droit de le lire
unreadable-no-text-remedy = enregistrez-le de nouveau en UTF-8

no-exercises = aucun exercice dans `{ $folder }`
no-exercises-remedy = un exercice est un dossier qui contient `exercise.toml`
misnamed = `{ $file }` dit `id = "{ $says }"`, et son dossier s’appelle `{ $id }`
misnamed-remedy = donnez le même nom aux deux
reference-unbuilt = la référence de l’exercice, dans `{ $folder }`, ne compile pas
reference-unbuilt-remedy = compilez-la sur place pour voir pourquoi : l’exercice ne peut rien noter avant

reference-missing = la référence de `{ $exercise }` joue dans { $count ->
    [one] un de ses contrôles
   *[other] { $count } de ses contrôles
}, et il n’y en a pas
reference-missing-remedy = mettez-la dans `{ $within }` ou `{ $beside }` ; avec une copie des exercices que grader apporte, il faut copier aussi leur dossier `reference`
no-reference = l’exercice n’a pas de référence, et seule une référence qui gagne tout prouve qu’il est faisable
no-reference-remedy = mettez un corrigé dans le dossier `reference` de l’exercice, ou dans `../reference/ID` à côté de tous les exercices
no-submissions = aucun rendu dans `{ $folder }`
no-expectation = `{ $folder }` ne dit pas ce qui en est attendu
expectation-remedy = à côté du code de chaque rendu se trouve un `expect.toml`, par exemple : failed = ["silent-client"]
expectation-no-toml = `{ $file }`, ligne { $line } : { $said }
expectation-check = `{ $file }` nomme un contrôle que l’exercice n’a pas : `{ $check }`

nothing-plays = rien dans `{ $folder }` ne peut jouer { $roles }
nothing-plays-looked = cherché, jusqu’à { $depth } dossiers de profondeur : un `Cargo.toml` avec un programme, un fichier Python dont le nom contient { $names }, ou un `grader.toml`
nothing-plays-found = trouvé : { $found }
nothing-plays-empty = trouvé : rien
nothing-plays-left-out = écartés : { $left-out }
nothing-plays-above = un projet commence au-dessus de ce dossier ; pour le noter : { $command }
nothing-plays-remedy = pour commencer avec quelque chose qui compile : grader start { $exercise } mon-{ $exercise }

several = `{ $folder }` contient plusieurs rendus : { $found }
several-one = pour noter l’un d’eux : { $command }
several-all = pour les noter tous : { $command }

declaration = `{ $file }` est incorrect à { $count ->
    [one] { $count } endroit
   *[other] { $count } endroits
} :
declaration-remedy = il a cette forme : `build = ["make"]`, puis `[roles.server]` avec `command = ["./server"]`
declaration-no-toml = ce n’est pas du TOML ({ $said })
declaration-key = clé inconnue `{ $key }` : les clés sont `build` et `roles`
declaration-role-key = clé inconnue `{ $key }` : un rôle a une `command`
declaration-role = aucun rôle ne s’appelle `{ $role }` : les rôles sont { $known }
declaration-nothing = il ne nomme aucun programme : ajoutez { $tables }
declaration-roles-table = `roles` doit être une table, comme `[roles.server]`
declaration-role-table = un rôle doit être une table avec une `command`
declaration-no-command = `{ $role }` n’a pas de `command`
declaration-no-array = une commande doit être un tableau de mots, comme `["make", "all"]`
declaration-no-program = une commande doit commencer par un programme
declaration-no-text = un mot doit être un texte, entre guillemets
declaration-nul = un mot ne peut pas contenir l’octet nul

no-cargo = `cargo` n’est pas dans le `PATH`
no-cargo-remedy = installez Rust, ou ajoutez le dossier de `cargo` au `PATH`
cargo-silent = cargo ne dit rien de `{ $manifest }` : { $why }
cargo-unclear = ce que cargo dit de `{ $manifest }` n’est pas compris : { $why }
cargo-remedy = dans ce dossier, essayez : cargo metadata --no-deps
query-io = `{ $tool }` n’a pas pu être lancé : { $why }
query-late = `{ $tool }` n’a pas répondu en { $seconds } s
rust-silent = `rustc` ne dit pas où il se trouve : { $why }
rust-silent-remedy = essayez : rustc --print sysroot
no-cache = il n’y a pas de dossier pour ce qui est compilé d’avance
no-cache-remedy = nommez-en un où l’on peut écrire dans `XDG_CACHE_HOME`
crates-unfetched = des crates que cet exercice autorise ne sont pas sur cet ordinateur, ou pas dans les versions demandées : { $names }
crates-unfetched-remedy = avec une connexion au réseau, tapez : grader prefetch
build-unwritten = `{ $path }` n’a pas pu être écrit : { $why }
build-unwritten-remedy = libérez de la place, ou nommez d’autres dossiers dans `TMPDIR` et `XDG_CACHE_HOME`
tool-fails = `{ $command }` n’a pas pu être lancé : { $why }
python-silent = `python3` ne dit pas où il se trouve : { $why }
python-silent-remedy = essayez : python3 -c 'import sys; print(sys.executable)'

no-scratch = le dossier temporaire `{ $folder }` ne peut pas être créé : { $why }
no-scratch-remedy = nommez dans `TMPDIR` un dossier où vous avez le droit d’écrire
scratch-taken = le dossier temporaire `{ $folder }` n’est pas à vous seul
scratch-taken-remedy = supprimez-le, ou nommez un autre dossier dans `TMPDIR`
isolation-refused = cet ordinateur refuse les machines isolées ({ $why })
isolation-refused-landlock = cet ordinateur ne peut pas limiter l’accès des programmes ({ $why })
isolation-landlock-remedy = il faut Linux 6.7 ou plus récent, avec Landlock parmi `/sys/kernel/security/lsm`
isolation-more = autorisez-en : sudo sysctl -w user.max_user_namespaces=10000
isolation-apparmor = autorisez-les : sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0
isolation-container = lancez le conteneur avec `--security-opt seccomp=unconfined --security-opt apparmor=unconfined --security-opt systempaths=unconfined`
isolation-allow = autorisez-y les espaces de noms d’utilisateurs, ou passez-vous-en : `--isolation plain`
machine-fails = une machine n’a pas pu être créée ou utilisée ({ $why })
machine-fails-remedy = recommencez ; si cela se répète, passez-vous de l’isolation : `--isolation plain`
out-of-reach = `{ $label }` a besoin d’un interpréteur que seul root peut lire
out-of-reach-remedy = installez-en un pour tous, ou lancez `grader` sous un autre nom d’utilisateur
supervisor-gone = le superviseur d’une machine ne répond pas
supervisor-gone-remedy = recommencez
cannot-look = l’état d’un programme ne peut pas être lu dans `{ $file }` : { $why }
cannot-look-remedy = cet ordinateur doit vous laisser voir vos propres processus dans `/proc`
host-fails = cet ordinateur a rencontré une erreur ; pour la personne qui s’en occupe (en anglais) : { $why }
host-fails-remedy = libérez de la mémoire, des processus ou de la place sur le disque, puis recommencez
grader-fails-remedy = signalez-le à votre enseignant, avec la commande que vous avez tapée

system-not-found = introuvable
system-forbidden = ce n’est pas permis
system-read-only = rien ne peut y être écrit
system-full = le disque est plein
system-memory = la mémoire manque
system-folder = c’est un dossier
system-no-folder = une partie du chemin n’est pas un dossier
system-too-large = c’est trop gros
system-no-text = ce n’est pas du texte (UTF-8)

# La ligne de commande : l’aide, les erreurs d’usage, les réponses courtes.

error = erreur :{" "}

cli-about = Compile vos programmes réseau, les fait dialoguer et en explique la note.
cli-batch-about = Note tout un dossier de rendus ; relancé, continue où il en était
cli-check-about = Note un rendu et explique chaque point perdu
cli-explain-about = Montre tout ce que la dernière exécution a vu d’un contrôle, et l’explique
cli-hint-about = Donne un indice sur un contrôle de la dernière exécution, un de plus à chaque fois
cli-list-about = Nomme les exercices
cli-report-about = Montre les résultats d’un lot, sous la forme voulue
cli-rejudge-about = Juge à nouveau les résultats d’un lot selon l’exercice tel qu’il est maintenant, sans rien exécuter
cli-prefetch-about = Télécharge et compile les crates que les exercices autorisent
cli-show-about = Montre l’énoncé d’un exercice et ses contrôles
cli-start-about = Prépare un dossier pour commencer un exercice
cli-verify-about = Vérifie qu’un exercice fait ses preuves, avec sa référence, son point de départ et ses rendus
cli-watch-about = Note à nouveau à chaque enregistrement d’un fichier, d’abord ce qui n’est pas réussi
cli-completions-about = Écrit ce dont un shell a besoin pour compléter les mots
cli-man-about = Écrit les pages du manuel
cli-after-help =
    Pour commencer :
      grader list               la liste des exercices
      grader start ex1 mon-ex1  prépare un dossier avec tout ce qu’il faut
      grader check ex1 mon-ex1  le note, aussi souvent que vous voulez
      grader watch ex1 mon-ex1  le note à chaque fichier enregistré
cli-watch-after-help =
    Touches, dans un terminal :
      n, p        le contrôle non réussi suivant, le précédent
      h           un indice à son sujet, un de plus à chaque fois ; Entrée pour revenir
      e, Entrée   tout ce qui en est dit, et retour
      ↑, ↓        fait défiler, ou passe d’un contrôle à l’autre
      a           exécute tous les contrôles
      q           quitte
cli-usage = Utilisation :
# Le logiciel ajoute lui-même les deux-points à ces titres.
cli-commands = Commandes{" "}
cli-arguments = Arguments{" "}
cli-options = Options{" "}
cli-value-command = COMMANDE

cli-arg-exercise = L’exercice, par exemple `ex1` (voir `grader list`)
cli-value-exercise = EXERCICE
cli-example-exercise = ex1
cli-arg-check = Le contrôle, par exemple `server-answers` (voir `grader show`)
cli-value-check = CONTRÔLE
cli-example-check = server-answers
cli-arg-dir = Le dossier du rendu ; sans lui, le dossier courant
cli-value-dir = DOSSIER
cli-arg-new = Le dossier où commencer ; créé s’il n’existe pas
cli-value-new = DOSSIER
cli-example-new = mon-{ $exercise }
cli-arg-pages = Le dossier des pages ; créé s’il n’existe pas
cli-value-pages = DOSSIER
cli-example-pages = pages
cli-arg-format = La forme du rapport : `text`, `json`, `markdown`, `html`, `junit`, `tap`, ou celle d’une plateforme (voir `docs/formats.md`)
cli-value-format = FORME
cli-arg-report = Écrit aussi le rapport dans un fichier, par exemple `junit=rapport.xml` ; peut être répété
cli-value-report = FORME=FICHIER
cli-arg-lang = La langue : `fr` ou `en` ; sans elle, celle du système
cli-value-lang = LANGUE
cli-arg-seed = Refait les mêmes tirages : la graine qu’un rapport a donnée
cli-value-seed = GRAINE
cli-arg-only = N’exécute que ce contrôle ; plusieurs avec des virgules, ou répété
cli-value-only = CONTRÔLE
cli-arg-isolation = Impose le type de machine : `isolated`, `landlock` ou `plain`
cli-value-isolation = MACHINES
cli-arg-exercises = Prend les exercices dans ce dossier
cli-value-exercises = DOSSIER
cli-arg-submissions = Prend les rendus, chacun avec son `expect.toml`, dans ce dossier
cli-value-submissions = DOSSIER
cli-arg-repeat = Exécute chaque contrôle autant de fois, pour un programme qui ne se trompe que parfois ; un seul échec suffit
cli-value-repeat = FOIS
cli-arg-no-rest = Laisse durer chaque attente jusqu’au bout, même quand plus rien ne peut arriver
cli-arg-rebuild = Recompile même ce qui l’a déjà été à partir des mêmes fichiers
cli-arg-jobs = Nombre de contrôles exécutés en même temps
cli-value-jobs = N
cli-arg-min-mark = Se contente de cette note : le code de sortie est 0 si elle est atteinte
cli-value-min-mark = NOTE
cli-arg-class = Le dossier des rendus, ou l’archive qui le contient : pour chacun, un dossier ou une archive (zip, tar.gz)
cli-value-class = RENDUS
cli-example-class = rendus
cli-arg-out = Le dossier qui garde les résultats ; créé s’il n’existe pas
cli-value-out = DOSSIER
cli-example-out = resultats
cli-arg-again = Le dossier des nouveaux résultats ; créé s’il n’existe pas
cli-value-again = DOSSIER
cli-example-again = nouveaux-resultats
cli-arg-roster = Un fichier CSV qui dit de qui est chaque rendu : submission, name, id, email, submitted
cli-value-roster = FICHIER
cli-arg-names = Dit comment trouver les noms dans ceux des dossiers : une expression régulière avec un groupe (?<name>…) et peut-être (?<id>…)
cli-value-names = MOTIF
cli-arg-only-student = Ne note que ce rendu, désigné par son dossier, ou par le nom, le numéro ou l’adresse de son étudiant ; peut être répété
cli-value-only-student = NOM
cli-arg-only-changed = Ne note que ce qui est nouveau ou a changé, même si l’exercice ou le logiciel n’est plus le même
cli-arg-retry = Note à nouveau ce qui a un résultat : `inconclusive` (là où l’on n’a pas pu trancher) ou `all` (tout)
cli-value-retry = LESQUELS
cli-arg-shard = Prend une part sur plusieurs, par exemple 3/16 : elle ne dépend que des noms des rendus
cli-value-shard = N/TOUT
cli-arg-at-a-time = Nombre de rendus notés en même temps
cli-value-at-a-time = N
cli-arg-batch = Le dossier des résultats : le `--out` de `grader batch`
cli-value-batch = DOSSIER
cli-example-batch = resultats
cli-arg-class-format = La forme : `text` (sans rien dire), `json`, `html`, `csv`, `feedback`, ou un fichier à remplir : `moodle`, `moodle-gradebook`, `canvas`
cli-value-class-format = FORME
cli-arg-to = Le fichier, ou pour des pages le dossier, où écrire
cli-value-to = CHEMIN
cli-arg-fill = Le fichier que Moodle ou Canvas a donné, à remplir
cli-value-fill = FICHIER
cli-arg-column = La colonne de ses notes : nécessaire pour `moodle-gradebook` et `canvas`
cli-value-column = NOM
cli-arg-anonymous = Met des codes à la place des noms
cli-arg-gone = Montre aussi ce qui n’est plus dans le dossier des rendus
cli-arg-against = Dit de qui la note a bougé depuis ces anciens résultats, et par quels contrôles
cli-value-against = DOSSIER
cli-arg-color = Les couleurs : `auto`, `always` (toujours) ou `never` (jamais)
cli-value-color = QUAND
cli-arg-unfold = Montre chaque ligne, même de ce qui se répète
cli-arg-ascii = N’écrit que des caractères ASCII
cli-arg-quiet = Ne dit que la note et ce qu’il faut taper ensuite
cli-arg-first-failure = Exécute les contrôles l’un après l’autre, jusqu’au premier qui n’est pas réussi
cli-arg-ci = Ajoute un workflow qui note chaque push : `github` ou `gitlab`
cli-value-ci = LIEU
cli-arg-shell = Le shell : `bash`, `zsh`, `fish`, `elvish` ou `powershell`
cli-value-shell = SHELL
cli-example-shell = bash
cli-arg-help = Montre cette aide
cli-arg-version = Montre la version

usage-no-command = il n’y a pas de commande `{ $word }`
usage-unknown = `{ $word }` n’est pas une option connue ici
usage-extra = `{ $word }` est de trop
usage-missing = { $count ->
    [one] il manque { $word }
   *[other] il manque : { $word }
}
usage-no-value = `{ $word }` demande une valeur
usage-wrong-value = `{ $value }` ne convient pas pour `{ $word }`
usage-twice = `{ $word }` est donné deux fois
usage-report = un rapport s’écrit FORME=FICHIER, et les formes sont : { $words }
usage-shard = une part s’écrit N/TOUT, avec N de 1 à TOUT : 3/16 est la troisième de seize
usage-possible = valeurs possibles : { $words }
usage-meant = vouliez-vous dire `{ $word }` ?
usage-name-exercise = nommez un exercice ; pour en voir la liste : grader list
usage-example = par exemple : { $command }
usage-see-help = l’aide est là : { $command }

exercise-alone = `{ $id }` est un exercice, pas une commande
exercise-alone-check = pour noter un dossier, par défaut le dossier courant : { $command }
exercise-alone-start = pour le commencer dans un dossier nouveau : grader start { $id } mon-{ $id }
folder-alone = `{ $word }` est un dossier, pas une commande
exercise-first = `{ $word }` n’est pas un exercice : l’exercice vient d’abord, puis le dossier
check-first = `{ $word }` n’est pas un contrôle : le contrôle vient d’abord, puis l’exercice
no-such-exercise = il n’y a pas d’exercice `{ $id }`
no-such-exercise-remedy = exercices : { $names }
no-such-check = l’exercice `{ $exercise }` n’a pas de contrôle `{ $id }`
no-such-check-remedy = contrôles : { $names }
not-asked = le contrôle `{ $id }` ne faisait pas partie de la dernière exécution
not-asked-remedy = pour l’exécuter : { $command }
no-run = le dossier `{ $path }` n’a pas encore été noté
no-run-remedy = tapez d’abord : { $command } (`grader list` nomme les exercices)
no-run-remedy-of = tapez d’abord : { $command }
no-such-folder = le dossier `{ $path }` n’existe pas
no-such-folder-remedy = donnez le dossier qui contient votre `Cargo.toml` ou vos fichiers `.py`
not-a-folder = `{ $path }` n’est pas un dossier
not-a-folder-remedy = donnez le dossier qui le contient, ou un autre nom
not-empty = le dossier `{ $path }` n’est pas vide
not-empty-remedy = rien n’est jamais écrasé ; pour commencer dans un autre dossier : { $command }
no-place = aucun rapport ne peut être écrit dans `{ $path }` : { $why }
no-place-make = créez-le d’abord : { $command }
no-place-remedy = donnez-lui une autre place, ou vérifiez les droits du dossier
cannot-write = `{ $path }` n’a pas pu être écrit : { $why }
cannot-write-remedy = vérifiez les droits du dossier et la place sur le disque
cannot-watch = le dossier `{ $path }` ne peut pas être surveillé : { $why }
cannot-watch-remedy = augmentez la limite des surveillances : sudo sysctl -w fs.inotify.max_user_watches=65536 fs.inotify.max_user_instances=512
cannot-print = la réponse n’a pas pu être écrite sur la sortie standard : { $why }

mark-too-high = la note { $asked } ne peut pas être atteinte : le barème s’arrête à { $scale }
mark-too-high-remedy = demandez { $scale } au plus
no-whole-mark = `{ $takes }` prend une note, et `{ $part }` n’exécute qu’une partie des contrôles : il n’y en a pas pour ceux-là seuls
no-whole-mark-remedy = enlevez `{ $part }`
same-place = deux rapports seraient écrits dans `{ $path }`
same-place-remedy = donnez à chaque rapport un fichier à lui
no-delivery = la forme `classroom50` doit dire de qui est le rendu, et { $count ->
    [one] la variable { $missing } n’est pas définie
   *[other] les variables { $missing } ne sont pas définies
}
no-delivery-remedy = Classroom 50 les définit là où il lance son correcteur (docs/platforms/classroom50) ; ailleurs, choisissez une autre forme, comme `json`
record-not-kept = cette exécution n’a pas pu être conservée : { $why }
record-refused = `{ $path }` : { $why }
record-not-there = il n’y a pas de fichier `{ $path }`
record-foreign = `{ $path }` n’est pas l’enregistrement d’une exécution
record-version = `{ $path }` a été écrit par une autre version de grader
record-damaged = `{ $path }` est abîmé, ou a été écrit par un grader plus récent (ligne { $line })

seen-before = Ceci vient de la dernière exécution de tous les contrôles : celle d’après ne comprenait pas celui-ci.
hint-number = Indice { $number } sur { $count } :
hint-seen = Ce qui a été vu : { $command }
hint-next = Pour l’indice suivant : { $command }
hint-last = C’était le dernier. Tout ce qui a été vu : { $command }
explain-folded = Les longues répétitions sont repliées. Pour voir chaque ligne : { $command }
hint-none = Le contrôle est réussi : il n’y a rien à faire.
hint-needs = Le contrôle `{ $check }` n’a pas été évalué, car il demande `{ $needs }` : commencez par celui-ci.
list-next = Pour lire un énoncé : grader show { $id }
show-next = Pour commencer : grader start { $id } mon-{ $id }
statement-file = ENONCE.md
start-done = Le dossier `{ $dir }` est prêt :
start-ci-github =
    Le workflow note chaque push dès que deux variables, GRADER_REPOSITORY et
    GRADER_REF, sont définies sur GitHub : ses premières lignes disent où.
start-ci-gitlab =
    Le workflow note chaque push dès que deux variables, GRADER_URL et
    GRADER_REF, sont définies sur GitLab : ses premières lignes disent où.
start-next = Lisez l’énoncé, écrivez votre programme, puis tapez :

prefetch-nothing = { $exercise } : aucun crate n’est listé
prefetch-made = { $exercise } : { $count ->
    [one] le crate est prêt, avec tout ce qu’il lui faut
   *[other] les { $count } crates sont prêts, avec tout ce qu’il leur faut
}
prefetch-already = { $exercise } : { $count ->
    [one] le crate était déjà prêt
   *[other] les { $count } crates étaient déjà prêts
}
prefetch-failed = { $exercise } : les crates n’ont pas pu être téléchargés et compilés
start-readme =
    # { $id } : { $title }

    Ce qui est demandé se trouve dans [{ $statement }]({ $statement }). Dans ce dossier, tapez :

    | commande | effet |
    |---|---|
    | `grader check { $id }` | donne la note, et la raison de chaque point perdu |
    | `grader check { $id } --first-failure` | de même, un contrôle après l’autre, jusqu’au premier qui n’est pas réussi |
    | `grader hint CONTRÔLE` | bloqué ? donne un indice sur un contrôle échoué, un de plus à chaque fois |
    | `grader explain CONTRÔLE` | montre tout ce qui a été vu d’un contrôle, et l’explique |
    | `grader watch { $id }` | note à nouveau à chaque fichier enregistré |

man-done = { $count } pages du manuel sont dans `{ $dir }` ; pour en lire une : man -l { $dir }/grader.1
man-name = NOM
man-synopsis = SYNOPSIS
man-description = DESCRIPTION
man-more = PREMIERS PAS
man-version = VERSION

# Si un exercice fait ses preuves.
verify-holds = tient
verify-unclear = indéterminé
verify-differs = diffère
verify-reference = référence
verify-starter = point de départ
verify-should-pass = devrait réussir : { $check }
verify-should-fail = devrait échouer : { $check }
verify-should-reach = devrait atteindre la limite que nomme son `expect.toml` : { $check }
verify-should-fail-by = devrait échouer : { $check }, par { $name }
verify-should-skip = ne devrait pas être exécuté : { $check }
verify-should-lose = ne devrait rien gagner : { $check }
verify-passed = il a réussi
verify-again = pour le revoir :
verify-covered = chaque contrôle est mis en échec par un rendu
verify-never-failed = aucun rendu n’échoue à { $checks }
verify-no-submissions = il n’y a pas de rendu ; nommez le dossier qui en contient : --submissions DOSSIER
verify-all = L’exercice fait ses preuves.
verify-some = L’exercice ne fait pas ses preuves : sur { $all } constats, { $count ->
    [one] { $count } n’est pas comme il faut
   *[other] { $count } ne sont pas comme il faut
}.
verify-doubt = On ne peut pas dire si l’exercice fait ses preuves : sur { $all } constats, { $count ->
    [one] { $count } est indéterminé
   *[other] { $count } sont indéterminés
}.

cli-doctor-about = Montre ce que cet ordinateur offre pour noter, et ce qui l’améliorerait
cli-arg-print-apparmor = Écrit un profil AppArmor qui permet à ce programme de faire des machines isolées
doctor-yes = oui
doctor-no = non ({ $why })
doctor-missing = absent
doctor-kernel = noyau
doctor-isolated = machines isolées
doctor-walled = machines cloisonnées
doctor-plain = machines simples
doctor-namespace = espace de noms { $name }
doctor-landlock = Landlock
doctor-seccomp = seccomp
doctor-cgroup = groupes de contrôle
doctor-cgroup-delegated = l’un est à nous : le noyau lui-même borne la mémoire et les processus de chaque machine
doctor-cgroup-not-delegated = aucun n’est à nous ; mémoire et processus sont bornés par observation (le noyau s’en charge si grader est lancé par `systemd-run --user --scope -p Delegate=yes`)
doctor-cgroup-none = aucun pour la mémoire ; mémoire et processus sont bornés par observation
doctor-processors = processeurs
doctor-memory = mémoire
doctor-disk = disque
doctor-clock = horloge
doctor-free-of = { $free } libres sur { $all }
doctor-free = { $free } libres
doctor-room-next = libérez-en : noter et compiler demandent 1 Gio
doctor-steps = { $source }, monotone, par pas de { $step } ns
doctor-clock-next = choisissez une source d’horloge plus fine ; avec celle-ci, les durées des rapports sont grossières
doctor-stores = compilations gardées
doctor-layers = crates compilés
doctor-answers = compilations gardées
doctor-layers-found = { $count ->
    [one] une couche
   *[other] { $count } couches
}, { $size }, dans { $path }
doctor-answers-found = { $count ->
    [one] une réponse
   *[other] { $count } réponses
} de cargo et rustc, { $size }, dans { $path }
doctor-store-empty = rien encore dans { $path }
doctor-store-closed = impossible d’écrire dans { $path }
doctor-store-closed-next = donnez-vous-en le droit, ou nommez un autre dossier dans `XDG_CACHE_HOME` ; d’ici là, tout est recompilé à chaque fois
doctor-store-foreign = { $path } appartient à un autre utilisateur
doctor-store-open = { $path } peut être modifié par d’autres utilisateurs
doctor-store-open-next = rien n’y est gardé, car d’autres pourraient glisser leurs programmes dans ce que vous notez : supprimez { $path }, qui sera recréé pour vous seul ; ou nommez un dossier à vous dans `XDG_CACHE_HOME`
cli-arg-findings = La forme de la réponse : `text` (si rien n’est dit) ou `json`
cli-value-findings = FORME

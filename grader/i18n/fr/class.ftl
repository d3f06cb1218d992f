# Toute une classe : les lots de rendus et ce que l’on fait de leurs résultats.

batch-count = { $count ->
    [0] Aucun rendu à noter
    [one] Un rendu
   *[other] { $count } rendus
}
batch-hidden = { $count ->
    [one] Avec un contrôle que les étudiants n’ont pas
   *[other] Avec { $count } contrôles que les étudiants n’ont pas
}
batch-ignored = Ignoré : { $name } ({ $why })
batch-ignored-no-work = ni dossier, ni archive, ni programme
batch-ignored-packed = la même personne a rendu aussi une archive, qui est le travail
batch-ignored-outdated = la même personne a rendu ensuite des programmes, qui sont le travail
batch-ignored-typed-text = un texte saisi dans un formulaire
batch-ignored-special = ni dossier, ni fichier
batch-older = Parmi les fichiers d’un étudiant qui n’en feraient qu’un, le plus récent est pris, celui dont le numéro donné par Canvas est le plus grand ; les autres sont laissés de côté : { $names }
batch-older-one = `{ $newer }` (et non `{ $older }`)
batch-several = { $name } a plusieurs rendus, chacun avec son résultat : { $submissions }
batch-roster-before = La liste est celle qui a été donnée avant, gardée sous `{ $file }` ; `--roster` en donne une autre.
batch-roster-own = La liste est `{ $file }`, qui s’y trouve, et n’est pas telle qu’un passage l’a reçue par `--roster`. Si ce n’est pas la bonne, déplacez-la ailleurs.
batch-names-before = Les noms sont lus comme il a été dit avant, par `{ $pattern }` ; `--names` le dit autrement.
batch-exercises-before = L’exercice est celui de `{ $folder }`, comme il a été dit avant ; `--exercises` en donne un autre.
batch-asks-else = L’exercice n’est plus celui des résultats qui sont là : ils sont refaits, et d’autres notes prennent leur place. `--only-changed` les laisse tels quels.
batch-names-unread = Rendus dont le nom ne suit pas le motif, et se lit comme sans lui : { $count } ({ $names })
batch-roster = Lignes de la liste : { $rows }. Avec leur rendu : { $found }. Sans rendu : { $without }.
batch-roster-column = Liste : sa colonne `{ $column }` ne dit rien ici.
batch-roster-column-near = Liste : sa colonne `{ $column }` ne dit rien ici. Vouliez-vous dire `{ $near }` ?
batch-unnamed = { $count ->
    [one] Un rendu n’a pas de ligne dans la liste : { $names }
   *[other] { $count } rendus n’ont pas de ligne dans la liste : { $names }
}
batch-slip = Liste, ligne { $line } : `{ $submission }` est `{ $found }`, et la liste dit { $name }. Tant que les deux ne s’accordent pas, une note peut aller à une autre personne : l’un des deux est à corriger.
batch-slip-more = Autres lignes de la liste qui nomment une autre personne que le rendu : { $count }
batch-astray = Liste, ligne { $line } : aucun rendu ne s’appelle `{ $submission }` ({ $name }).
batch-astray-near = Liste, ligne { $line } : aucun rendu ne s’appelle `{ $submission }` ({ $name }). Vouliez-vous dire { $names } ?
batch-astray-more = { $count ->
    [one] Encore une ligne dont le rendu n’est pas là
   *[other] Encore { $count } lignes dont le rendu n’est pas là
}
batch-interrupted = Interrompu : la même commande reprend où elle en était.
batch-other-version = Résultats d’une autre version de l’exercice, ou d’autres contrôles ajoutés : { $count }. La commande du lot, sans `--only` ni `--only-changed`, les note à nouveau.
batch-left = { $minutes ->
    [0] encore < 1 min
   *[other] encore ~ { $minutes } min
}
batch-slowest = le plus lent : { $name }
batch-note-inconclusive = provisoire : on n’a pas pu trancher partout
batch-note-refused = ne peut pas être noté tel qu’il a été rendu
batch-note-before = { $note } ; le résultat précédent reste
batch-note-twin = les mêmes fichiers qu’un autre
batch-done = { $count ->
    [0] Rien à faire.
    [one] Un rendu a son résultat.
   *[other] { $count } rendus ont leur résultat.
}
batch-earlier = Dont inchangés, d’un passage précédent : { $count }
batch-refused = Refusés, pour une raison que donnent leurs pages : { $count }
batch-inconclusive = Où l’on n’a pas pu trancher partout : { $count }
batch-set-aside = Mis de côté, que la même commande notera à nouveau : { $count }
batch-gone = { $count ->
    [one] N’est plus dans le dossier, et laissé de côté (son résultat est gardé, `grader report --gone` le montre) :
   *[other] Ne sont plus dans le dossier, et laissés de côté (leurs résultats sont gardés, `grader report --gone` les montre) :
}
batch-same-time = { $count ->
    [one] Un rendu a d’autres fichiers qu’avant
   *[other] { $count } rendus ont d’autres fichiers qu’avant
} ({ $names }), et la liste dit toujours l’heure à laquelle les anciens ont été rendus : c’est elle qui compte pour le retard, jusqu’à ce que `--roster` en donne une nouvelle.
batch-beside = { $count ->
    [one] Une archive se trouve à côté du travail de son rendu, et n’est pas ouverte : { $names }
   *[other] { $count } archives se trouvent à côté du travail de leurs rendus, et ne sont pas ouvertes : { $names }
}
batch-rules = Ce sont les notes obtenues : les rapports appliquent les règles de `batch.toml` et les changements de `changes.toml`.
batch-next = Pour les voir tous :

names-no-pattern = le motif des noms n’est pas une expression régulière : { $said }
names-no-name = le motif des noms ne dit pas où est le nom
names-nobody = le motif des noms ne convient au nom d’aucun rendu ; il y a { $names }
names-remedy = écrivez une expression régulière avec un groupe `(?<name>…)`, par exemple `tp2-(?<name>.+)`
roster-wrong = { $count ->
    [one] une chose ne va pas dans la liste `{ $file }` :
   *[other] { $count } choses ne vont pas dans la liste `{ $file }` :
}
roster-not-utf8 = elle n’est pas en UTF-8 : ouvrez-la dans le tableur qui l’a écrite, et enregistrez-la en CSV UTF-8
roster-no-csv = ce n’est pas du CSV : { $said }
roster-no-column = il n’y a pas de colonne `{ $name }`
roster-no-column-near = il n’y a pas de colonne `{ $name }` : est-ce `{ $near }` qui devrait s’appeler ainsi ?
roster-uneven = `{ $row }` a plus de cellules que la première ligne : mettez entre guillemets le texte qui contient un séparateur
roster-empty = `{ $name }` est vide
roster-no-time = `{ $text }` n’est pas une heure : écrivez-la comme 2026-03-28 08:15, ou avec un décalage comme 2026-03-28T08:15+01:00
roster-no-zone = `{ $text }` ne dit pas son fuseau, et une autre heure du même rendu dit le sien : écrivez les deux de la même façon, ou donnez le fuseau dans [late] de batch.toml
roster-twice = { $name } y est déjà, ligne { $line }
roster-same-id = l’identifiant `{ $id }` est aussi, ligne { $line }, celui de cette personne : { $name }. L’un des deux est à corriger, ou les deux lignes sont d’une seule personne, dont le nom doit être le même
roster-open-quote = un guillemet est ouvert dans cette ligne, et n’y est pas fermé
roster-nobody = elle ne nomme personne : aucune ligne ne suit son en-tête
roster-more = { $count ->
    [one] {"  "}et encore une de ce genre
   *[other] {"  "}et encore { $count } de ce genre
}
roster-remedy = sa première ligne nomme les colonnes : submission,name et peut-être id,email,submitted
roster-worksheet = `{ $file }` est une feuille d’évaluation de Moodle, et non une liste
roster-worksheet-number = `submission` est le numéro qui figure dans `Identifiant` (pour `Participant 1201`, 1201), et reste vide pour qui n’a rien rendu
roster-canvas = `{ $file }` est un carnet de notes de Canvas, et non une liste
roster-canvas-number = `submission` est le numéro `ID` de Canvas, et reste vide pour qui n’a rien rendu ; `id` est `SIS User ID`
roster-export = `{ $file }` est un export de Moodle, et non une liste
roster-other-remedy = omettez `--roster` là où les noms des rendus disent de qui ils sont, ou faites-en une liste : sa première ligne nomme les colonnes, submission,name et peut-être id,email,submitted
batch-empty = il n’y a pas de rendu dans `{ $folder }`
batch-empty-remedy = donnez le dossier qui contient, pour chacun, un dossier ou une archive
batch-results = `{ $path }` est le dossier des résultats d’un `grader batch`
batch-results-remedy = donnez le dossier des rendus ; s’ils sont aussi dans celui-ci, sortez-en d’abord `batch.json` et `results`
batch-around = `{ $folder }` est au-dessus du dossier des rendus : { $count } rendus sont dans { $within }, qui { $folders ->
    [one] serait noté comme un seul
   *[other] seraient notés comme un seul chacun
}
batch-around-remedy = { $folders ->
    [one] donnez le dossier où sont les rendus : { $within }
   *[other] donnez un seul des dossiers où sont les rendus, chacun avec son propre `--out` : { $within }
}
batch-maybe-around = { $folders ->
    [one] { $within } est noté comme un seul rendu. { $count } de ses dossiers ou archives pourraient en être un chacun : si c’est le cas, donnez plutôt { $within }.
   *[other] { $within } sont notés comme un seul rendu chacun. { $count } de leurs dossiers ou archives pourraient en être un chacun : si c’est le cas, donnez plutôt ces dossiers un par un, chacun avec son propre `--out`.
}
batch-itself = `{ $folder }` est lui-même un rendu, comme le montre le nom `{ $sign }` : ce qu’il contient serait noté comme autant de rendus
batch-itself-remedy = donnez le dossier où sont les rendus : `{ $path }`
batch-itself-alone = pour noter celui-ci seul : { $command }
batch-itself-class = si c’est tout de même le dossier d’une classe, changez ce nom ou ôtez ce qui le porte, ou dites par `--roster` de qui sont les rendus
batch-no-such = aucun rendu de `{ $folder }` ne s’appelle `{ $name }`
batch-no-such-remedy = donnez le nom de son dossier ou de son archive, ou le nom, l’identifiant, le numéro ou l’adresse de son étudiant
batch-no-such-near = vouliez-vous dire { $names } ?
batch-without = `{ $name }` n’a rien rendu : la liste n’a pas de rendu à ce nom, et il n’y en a pas dans `{ $folder }`
batch-without-remedy = s’il en arrive un tout de même, mettez-le dans ce dossier, et son nom dans la liste
batch-missing = la liste parle d’un rendu de `{ $name }`, et il n’est pas dans `{ $folder }`
batch-missing-remedy = mettez-le là, ou donnez son vrai nom dans la liste
report-over-batch = le rapport prendrait la place de `{ $path }`, un fichier du lot lui-même
report-over-batch-remedy = donnez un autre fichier à `--out`
report-over-other = `{ $path }` existe déjà, et n’est pas tel qu’un rapport de ce lot l’a écrit
report-over-other-remedy = donnez un autre nom à `--out`, ou supprimez ce fichier
report-among = ce qui est écrit dans `{ $folder }` se trouverait parmi les rendus : `{ $name }` y est
batch-out-within = les résultats dans `{ $out }` seraient parmi les rendus de `{ $class }`, et pris pour l’un d’eux
batch-out-within-remedy = donnez à `--out` un autre dossier, hors de celui-là
batch-roster-in-the-way = `{ $path }` existe déjà, et n’est pas tel que `grader batch` l’y a mis
batch-roster-in-the-way-remedy = rien de ce qui est à vous n’est jamais écrasé : omettez `--roster` pour suivre celui-ci ; sinon, déplacez-le ailleurs, ou donnez un autre dossier à `--out`
batch-only-results = `{ $folder }` contient des résultats, sans le `batch.json` de leur lot
batch-only-results-remedy = copiez-y le `batch.json` du dossier de l’une des parts, et `roster.csv`, `batch.toml` et `changes.toml` là où elle les a
batch-not-empty-remedy = rien n’est jamais écrasé : donnez un autre dossier à `--out`
batch-not-isolated = des programmes d’inconnus tourneraient sur cet ordinateur même
batch-why = cet ordinateur ne donne pas de machines isolées : { $why }
batch-not-isolated-remedy = pour voir ce qu’il faut permettre : --isolation isolated ; pour noter quand même, si vous leur faites confiance : --isolation plain
batch-none = `{ $path }` n’est pas le dossier d’un lot
batch-none-remedy = donnez le dossier qui a été donné à `grader batch` par `--out`
batch-damaged = `{ $path }` ne peut pas être lu comme un résultat
batch-damaged-remedy = il est abîmé, d’une autre version, ou n’est pas un résultat : supprimez-le et notez à nouveau
batch-other = `{ $folder }` contient des résultats de l’exercice `{ $exercise }`
batch-other-remedy = donnez un autre dossier
batch-busy = un autre `grader batch` écrit en ce moment dans `{ $folder }`
batch-busy-remedy = attendez qu’il soit fini, ou donnez un autre dossier : les parts de plusieurs ordinateurs en ont un chacune

class-archive = `{ $path }` ne peut pas être décompressé : { $why }
class-archive-too-many = il contient trop de fichiers
class-archive-too-large = il est trop gros
class-archive-encrypted = il demande un mot de passe
class-archive-damaged = il est abîmé, ou d’une autre forme que ne le dit son nom
class-archive-none = ce n’est pas une archive d’une forme qui puisse être ouverte (zip, tar, tar.gz)
class-archive-none-remedy = donnez le dossier des rendus, ou une archive de ce dossier
class-archive-remedy = décompressez-le, et donnez le dossier
class-too-many = L’archive contient trop de fichiers : rendez les sources, sans `target`.
class-too-large = L’archive est trop grosse : rendez les sources, sans `target`.
class-encrypted = L’archive demande un mot de passe.
class-damaged = L’archive est abîmée, ou d’un autre format que son nom ne le dit.
class-unopened = { $count ->
    [one] L’archive { $found } est d’un format qui n’est pas ouvert :
   *[other] Les archives { $found } sont d’un format qui n’est pas ouvert :
} rendez un `.zip`, un `.tar` ou un `.tar.gz`.
class-several-archives = Le travail peut être dans { $found }, et l’on ne sait pas où : n’en rendez qu’un.
class-empty = Rien n’a été rendu : il n’y a aucun fichier.
class-only-made = Rien de ce qui a été rendu n’est regardé : il n’y a que { $found }, que les outils font d’eux-mêmes. Rendez les fichiers source.
class-nothing-left = Il ne reste rien de ce qui a été rendu.
class-no-program = Rien n’y peut jouer { $roles } : jusqu’à { $depth } dossiers de profondeur, il n’y a ni `Cargo.toml` avec un programme, ni fichier Python dont le nom contient { $names }, ni `grader.toml`.
class-found = {" "}Il y a : { $found }.
class-left-out = {" "}Laissé de côté : { $left-out }.
class-several = Il y a plusieurs rendus, { $found }, et l’on ne sait pas lequel est le bon : n’en rendez qu’un.
class-declaration = Son `grader.toml` est à corriger : { $said }.
class-declaration-line = ligne { $line }, { $said }
brief-too-many = trop de fichiers
brief-too-large = trop gros
brief-encrypted = demande un mot de passe
brief-damaged = archive abîmée
brief-unopened = `{ $form }` n’est pas ouvert
brief-several-archives = plusieurs archives, ou une à côté d’un dossier
brief-empty = aucun fichier
brief-only-made = seulement ce que font les outils
brief-no-program = aucun programme
brief-several = plusieurs rendus
brief-declaration = `grader.toml` à corriger
class-set-aside = Mis de côté : { $said }
class-provisional = La note peut encore changer : on n’a pas pu trancher partout.
class-lost = { $title } ({ $points }/{ $of }) : { $cause }
class-waiting = { $count ->
    [one] Un contrôle ({ $points ->
        [one] un point
       *[other] { $points } points
    }) n’a pas été jugé : ce dont il a besoin doit d’abord passer
   *[other] { $count } contrôles ({ $points ->
        [one] un point
       *[other] { $points } points
    }) n’ont pas été jugés : ce dont ils ont besoin doit d’abord passer
}
step-scaled = Sur un autre barème : { $from }/{ $scale } obtenus.
step-late = Rendu avec { $late } de retard : −{ $taken }.
span-days = { $count } jours
span-hours = { $count } h
span-minutes = { $count } min
span-seconds = { $count } s
step-late-untold = Rendu en retard : −{ $taken }.
step-late-most = { $step } On ne retire pas plus pour un retard.
step-late-due = { $step } L’échéance était le { $due }.
step-late-due-extra = { $step } L’échéance était le { $due }, avec { $extra } de temps supplémentaire.
step-unknown = On ne sait pas quand il a été rendu : rien n’est retiré pour un retard.
step-capped = Au plus { $most }.
step-rounded = Arrondi ; avant l’arrondi : { $from }.
step-changed = Changé par l’enseignant ({ $from } auparavant) : { $reason }
step-given = Donné par l’enseignant : { $reason }
step-changed-untold = Changé par l’enseignant ({ $from } auparavant)
step-given-untold = Donné par l’enseignant

page-skip = Aller au contenu
page-back = Tous les rendus
page-raw = Obtenu : { $mark }
page-comment = De votre enseignant
page-hidden = { $count ->
    [one] C’est votre enseignant qui a ajouté ce contrôle : vous ne l’avez pas.
   *[other] C’est votre enseignant qui a ajouté ces contrôles : vous ne les avez pas.
}
page-added = ajouté par votre enseignant
page-left-out = Laissé de côté
discarded-outside = il désigne un endroit hors du dossier
discarded-link = un lien
discarded-special = ni fichier, ni dossier
discarded-odd-name = un nom qu’aucun fichier ne peut porter ici
discarded-twice = quelque chose porte déjà ce nom
discarded-beside = une archive à côté du travail, qui n’est pas ouverte

index-submissions = { $count ->
    [one] rendu
   *[other] rendus
}
index-mean = de moyenne
index-median = de médiane
index-provisional = { $count ->
    [one] provisoire
   *[other] provisoires
}
index-refused = { $count ->
    [one] ne peut pas être noté
   *[other] ne peuvent pas être notés
}
index-set-aside = mis de côté
index-gone = Plus dans le dossier, et laissés de côté
index-is-gone = n’est plus dans le dossier
index-without = Sans rendu
index-scales = Ces notes sont sur plusieurs échelles (sur { $scales }) : dans la moyenne, la médiane, les barres et l’ordre, chacune compte pour sa part de la note maximale, ramenée sur { $scale }.
index-spread = Répartition des notes
index-groups = Ce qui échoue le plus
index-groups-about = Les rendus qui échouent au même contrôle de la même façon, les plus grands groupes d’abord.
index-such-as = Par exemple :
index-refusals = Ce qui ne peut pas être noté
index-results = Résultats
index-search = Chercher un nom, un numéro ou une adresse
index-shown = { $shown } affichés sur { $all }
index-student = Étudiant
index-mark = Note
index-raw = Obtenu
index-failed = { $count ->
    [0] aucun échec
    [one] un échoue
   *[other] { $count } échouent
}
index-like = mêmes fichiers : { $name }

report-without = rien n’a été rendu
report-missing = la liste parle d’un rendu, et il n’est pas là
report-open = Le dernier passage de ce lot n’est pas allé jusqu’au bout : un résultat peut encore être celui de ce qui avait été rendu avant. Pour continuer, retapez la commande du lot.
batch-roster-of-some = une autre liste qu’avant vaut pour toute la classe, et `--only` n’en note qu’une partie
batch-roster-of-some-remedy = enlevez `--only` : ce qui n’a pas changé n’est pas noté de nouveau
report-other-roster = `{ $file }` n’est plus tel qu’à la dernière notation du lot (modifié, nouveau ou supprimé), et c’est ce qui a été lu alors qui compte ici. Pour que la liste compte, retapez la commande du lot.
report-untimed = { $count ->
    [one] On ne sait pas quand un rendu a été remis, et `[late]` ne lui enlève rien : { $names }
   *[other] On ne sait pas quand { $count } rendus ont été remis, et `[late]` ne leur enlève rien : { $names }
}
report-untimed-late = { $count ->
    [one] L’un d’eux a dépassé l’échéance fixée dans Canvas, comme le dit son nom (`_LATE_`) : { $names }
   *[other] { $count } d’entre eux ont dépassé l’échéance fixée dans Canvas, comme le disent leurs noms (`_LATE_`) : { $names }
}. De combien, `submitted` peut le dire dans la liste.
report-unfinished = Rendus encore sans résultat : { $count } sur { $all } ({ $names }) ; pour continuer, retapez la commande du lot.
report-mixed-names = `{ $folder }` contient des pages avec des noms, ou d’autres fichiers : des pages sans noms seraient transmises avec eux
report-mixed-codes = `{ $folder }` contient des pages sans noms : des pages avec des noms seraient transmises avec elles
report-mixed-remedy = donnez un autre dossier, par exemple : --out { $other }
report-of-another = `{ $folder }` contient les pages d’un autre lot, dont `{ $place }` serait écrasé
report-no-page = `{ $folder }` contient un fichier `{ $place }` qui n’est pas une page d’un rapport, et il serait écrasé
report-overlay = { $count ->
    [one] Un résultat vient
   *[other] { $count } résultats viennent
} d’autres contrôles que ceux que demande maintenant `overlay` dans `batch.toml` : la correction d’alors est montrée. Pour corriger à nouveau : { $command }
report-no-overlay = `overlay`, dans `batch.toml`, nomme `{ $file }`, qui ne peut pas être lu ({ $why }) : on ne sait pas si ces résultats sont ceux de ses contrôles
report-written = Écrit : { $path }
report-pages = { $count ->
    [one] Une page, et une pour la classe :
   *[other] { $count } pages, et une pour la classe :
} { $path }
report-feedback = { $count ->
    [one] Un dossier avec une page :
   *[other] { $count } dossiers avec une page chacun :
} { $path }
report-feedback-shared = { $count ->
    [one] Un dossier est celui de plusieurs étudiants
   *[other] { $count } dossiers sont chacun celui de plusieurs étudiants
} ({ $names }) : Moodle donne ce que contient un dossier à l’étudiant dont le numéro est dans son nom, et à aucun autre. Depuis Moodle 4.1, le dossier d’un groupe porte le numéro du groupe : sa page n’atteindrait personne, ou quelqu’un d’autre.
report-filled = { $count ->
    [0] Aucune note écrite dans
    [one] Une note écrite dans
   *[other] { $count } notes écrites dans
} { $path }{ $marks ->
    [0] {""}
    [one] , dont une à la place d’une autre
   *[other] , dont { $marks } à la place d’une autre
}{ $comments ->
    [0] {""}
    [one] , et un commentaire à la place d’un autre
   *[other] , et { $comments } commentaires à la place d’autres
}
report-skipped-no-mark = { $name } : pas encore de note qui compte, laissé tel quel
report-skipped-refused = { $name } : le travail a été refusé, et n’a pas de note ; laissé tel quel (`changes.toml` peut en donner une)
report-skipped-set-aside = { $name } : mis de côté, et pas encore noté ; laissé tel quel (la commande du lot le notera)
report-skipped-provisional = { $name } : la note est provisoire ; laissé tel quel
report-skipped-no-line = { $name } : le fichier n’a pas de ligne qui convienne (une liste peut donner l’adresse ou l’identifiant qui s’y trouve)
report-skipped-several-lines = { $name } : plusieurs lignes du fichier conviennent, d’après { $by } : { $lines } ; cette note n’a pas été écrite (une liste peut donner une adresse ou un identifiant qu’une seule possède)
report-skipped-partners = { $name } : la ligne de « { $line } » peut être aussi celle d’une autre personne du même rendu ; cette note n’a pas été écrite (une liste peut donner l’adresse ou l’identifiant de chacune)
report-skipped-namesake = { $name } : la ligne de « { $line } » n’est désignée que par le nom, et peut être celle d’un homonyme ; cette note n’a pas été écrite (avec des numéros ou des adresses dans le fichier et dans la liste, on les distingue)
report-skipped-locked = { $name } : le fichier dit qu’il ne faut pas y toucher
report-skipped-excused = { $name } : le fichier accorde une dispense (`EX`), qu’une note annulerait ; laissé tel quel (si c’est voulu, videz d’abord cette cellule du fichier)
report-skipped-two-lines = { $name } : { $by } désigne la ligne de « { $line } », et { $also } celle de « { $other } » ; cette note n’a pas été écrite
report-skipped-differs = { $name } : { $by } désigne la ligne de « { $line } », mais { $not } y est autre ; cette note n’a pas été écrite
report-skipped-slip = { $name } : la liste lui attribue un rendu dont le nom dit « { $other } » ; cette note n’a pas été écrite
report-skipped-several = { $name } : cette personne a plusieurs rendus ({ $names }) ; on ne sait pas lequel compte, et sa ligne est restée comme elle était
report-kept = { $name } : rien à dire ; le commentaire qui s’y trouvait reste
report-replaced = À la place d’une autre note : { $names }
report-padded = { $name } : la ligne du fichier avait moins de cellules que son en-tête, et en a reçu de vides jusqu’à ce qui a été écrit
report-empty = { $count ->
    [one] Une ligne du fichier reste sans note : { $names }
   *[other] { $count } lignes du fichier restent sans note : { $names }
}
report-empty-submitted = { $count ->
    [one] Une ligne du fichier reste sans note alors qu’elle dit que quelque chose a été rendu, qui n’est pas parmi les rendus : { $names }
   *[other] { $count } lignes du fichier restent sans note alors qu’elles disent que quelque chose a été rendu, qui n’est pas parmi les rendus : { $names }
}
report-unseen-scale = Le fichier ne dit pas sur combien il note : les notes inscrites sont sur { $full }.
report-key-number = le numéro
report-key-id = l’identifiant
report-key-email = l’adresse
report-key-name = le nom
report-disagree = Est-ce le fichier de ce devoir ? Là où deux indications désignent des personnes différentes, rien n’est écrit.
against-new = { $name } : nouveau, { $mark }
against-gone = { $name } : seulement dans les anciens résultats, { $mark }
against-pending = { $name } : pas encore de résultat, avant { $mark }
against-provisional = { $mark } (provisoire)
against-rules = La cause en est une règle (`batch.toml`), un changement (`changes.toml`) ou la date du rendu.
against-before = avant : { $step }
against-after = maintenant : { $step }
against-asked = { $count ->
    [one] Un résultat a la même note qu’avant : seul change ce que valent les contrôles, ou lesquels il y a.
   *[other] { $count } résultats ont la même note qu’avant : seul change ce que valent les contrôles, ou lesquels il y a.
}
against-moved = { $count ->
    [0] Aucun résultat n’a bougé.
    [one] Un résultat a bougé.
   *[other] { $count } résultats ont bougé.
}
against-older = Des anciens résultats, dans `{ $folder }` :
against-other-version = Ils viennent d’une autre version de l’exercice que les résultats qui leur sont comparés.
against-without-overlay = Ils sont sans contrôles ajoutés (`overlay`) ; les résultats qui leur sont comparés en ont.
against-with-overlay = Ils ont des contrôles ajoutés (`overlay`) ; les résultats qui leur sont comparés n’en ont pas.
against-other-overlay = Ils viennent d’autres contrôles ajoutés (`overlay`) que les résultats qui leur sont comparés.
against-no-form = ce qui a bougé depuis d’anciens résultats ne peut pas être donné sous cette forme
against-no-form-remedy = avec --against, donnez --format text, json ou csv
against-not-asked = non exécuté

rejudge-judged = { $count ->
    [0] Aucun résultat à juger.
    [one] Un résultat jugé à nouveau ; rien n’a été exécuté.
   *[other] { $count } résultats jugés à nouveau ; rien n’a été exécuté.
}
rejudge-left = Non notés, et laissés tels quels : { $count }
rejudge-to-run = { $count ->
    [one] Un rendu doit être exécuté à nouveau : ce qu’on en a vu ne répond pas à tout ce qui est demandé maintenant.
   *[other] { $count } rendus doivent être exécutés à nouveau : ce qu’on en a vu ne répond pas à tout ce qui est demandé maintenant.
}
rejudge-command = { $count ->
    [one] Pour l’exécuter,
   *[other] Pour les exécuter,
} reprenez la commande du lot, ainsi changée :

fill-nothing = il n’y a pas de fichier à remplir
fill-nowhere = il n’est pas dit où va le fichier rempli
fill-remedy = nommez le fichier que vous avez téléchargé, et un nouveau : --fill FICHIER --out FICHIER
fill-no-form = cette forme ne remplit pas de fichier
fill-no-form-remedy = avec --fill ou --column, donnez --format moodle, moodle-gradebook ou canvas
fill-codes = un fichier se remplit d’après les noms et les numéros, et --anonymous les omet : les codes ne désigneraient personne
fill-codes-remedy = omettez --anonymous ; `code`, dans --format json et csv, dit à qui est chaque code
fill-itself = `{ $path }` serait remplacé par ce dont il est rempli
fill-itself-remedy = donnez un autre nom au fichier rempli, pour que celui que vous avez téléchargé reste : --out FICHIER
fill-uneven = sa ligne { $line } a { $cells } cellules, et son en-tête { $columns }
fill-uneven-remedy = téléchargez-le de nouveau, ou mettez entre guillemets le texte qui contient un séparateur
fill-no-mark = aucune note ne peut être écrite dans `{ $path }`, et rien ne l’a été
fill-other-class = `{ $path }` n’est guère le fichier de cette classe et de ce devoir, et rien n’a été écrit : { $agreeing ->
    [0] aucune note n’y a de ligne
    [one] une note y a une ligne
   *[other] { $agreeing } notes y ont une ligne
}{ $disagreeing ->
    [one] , et une ligne est contredite
   *[other] , et { $disagreeing } lignes sont contredites
}
fill-no-mark-remedy = donnez le fichier de ce devoir, avec toutes ses personnes ; une note provisoire compte une fois son rendu exécuté de nouveau
fill-other-class-remedy = donnez le fichier de ce devoir, avec toutes ses personnes
fill-kind-worksheet = il ressemble à une feuille d’évaluation de Moodle : --format moodle
fill-kind-gradebook = il ressemble à un carnet de notes de Moodle : --format moodle-gradebook
fill-kind-canvas = il ressemble à un carnet de notes de Canvas : --format canvas
fill-refused = `{ $path }` ne peut pas être rempli
fill-too-large = il est trop gros
fill-not-utf8 = la ligne { $line } n’est pas en UTF-8
fill-as-downloaded = donnez le fichier tel qu’il a été téléchargé, non tel qu’un tableur l’a enregistré
fill-open-quote = un guillemet ouvert à la ligne { $line } n’est pas fermé à la fin de sa cellule
fill-open-quote-remedy = fermez-le à cet endroit, ou téléchargez le fichier de nouveau
fill-empty = il est vide
fill-unnamed = il n’est pas dit dans quelle colonne vont les notes ; { $columns }
fill-no-column = il n’a pas de colonne `{ $wanted }` ; { $columns }
fill-no-worksheet = il n’a pas de colonne de notes comme Moodle l’appelle dans une feuille d’évaluation ({ $wanted }) ; ses colonnes sont : { $found }
fill-no-worksheet-remedy = donnez la feuille d’évaluation du devoir, téléchargée depuis Moodle ; si elle est dans une autre langue, nommez la colonne de ses notes : --column NOM
fill-no-students = il n’a pas de colonne { $wanted }, qui dit de qui est chaque ligne ; il a : { $found }
fill-near = sa colonne `{ $near }` devrait-elle s’appeler `{ $name }` ?
fill-columns = { $count ->
    [0] aucune de ses colonnes n’est une colonne de notes
    [one] sa colonne de notes est { $names }
   *[other] ses colonnes de notes sont { $names }
}
listed-more = { $names }, … et encore { $count }
fill-several-columns = il a plusieurs colonnes que `{ $wanted }` peut désigner ; { $columns }
fill-not-marks = sa colonne `{ $wanted }` n’est pas une colonne de notes ; { $columns }
fill-no-column-remedy = nommez la colonne des notes : --column NOM
fill-scale = ses notes sont sur `{ $file }`, et les nôtres sur { $ours }
fill-scale-remedy = écrivez `scale = …` dans le `batch.toml` du lot
fill-no-points = son devoir n’est pas noté en points (à la place de la note maximale, il a `{ $file }`), et nos notes sont sur { $ours }
fill-no-points-remedy = dans les paramètres du devoir, sur Moodle, choisissez « Point » comme type de note, avec cette note maximale, et téléchargez la feuille de nouveau
fill-above = sa colonne a une note de { $mark }, et les nôtres sont sur { $ours }
fill-scales = nos propres notes ne sont pas toutes sur la même échelle, mais sur { $scales } : certains résultats sont d’une autre version de l’exercice
fill-scales-remedy = écrivez `scale = …` dans le `batch.toml` du lot, ou notez tout par une seule version
fill-read-only = sa colonne `{ $column }` est en lecture seule
policy-nobody = `{ $file }` : aucun rendu n’est celui de `{ $of }` ; cette entrée ne compte pour personne
policy-nobody-line = `{ $file }`, ligne { $line } : aucun rendu n’est celui de la personne que cette entrée nomme ; elle ne compte pour personne
policy-nobody-near = `{ $file }` : aucun rendu n’est celui de `{ $of }` ; cette entrée ne compte pour personne. Vouliez-vous dire { $names } ?
policy-nothing = `{ $file }` : `{ $of }` est dans la liste, et n’a pas de rendu ; cette entrée ne compte pour personne tant qu’il n’y en a pas
policy-nothing-line = `{ $file }`, ligne { $line } : la personne que cette entrée nomme est dans la liste, et n’a pas de rendu ; elle ne compte pour personne tant qu’il n’y en a pas
policy-misnamed = `{ $file }` n’est pas lu : le fichier doit s’appeler `{ $name }`. Si c’est bien lui, renommez-le.
policy-elsewhere = `{ $file }` du dossier courant n’est pas lu : le fichier est cherché dans `{ $folder }`. S’il est destiné à ce lot, déplacez-le là.
policy-short = `{ $file }` : { $most } n’est pas un multiple de `step = { $step }`, si bien que la note la plus haute est { $highest }. Un `step` qui divise { $most } permet d’avoir { $most }.
policy-off-scale = `{ $file }` : la note donnée pour `{ $of }` est sur { $out-of }, et le résultat sur { $scale } : elle ne compte pas. Redonnez-la, avec `out_of = { $scale }` avant tous les changements ; ou écrivez `scale = { $out-of }` dans `batch.toml`.
policy-outlived = `{ $file }` : l’entrée qui concerne `{ $of }` a été écrite quand une autre note était obtenue (alors : { $before }, maintenant : { $now }), et compte toujours. Pour la garder, dites sa `reason` en d’autres mots ; sinon, enlevez-la.
policy-wrong-hidden = ce qui ne va pas ici est dit sans --anonymous
policy-several = `{ $file }` : `{ $of }` peut désigner plusieurs rendus, { $names } ; cette entrée ne compte pour aucun
policy-several-line = `{ $file }`, ligne { $line } : cette entrée peut désigner plusieurs rendus, { $names } ; elle ne compte pour aucun
policy-gone = `{ $file }` : le rendu désigné par `{ $of }`, { $names }, n’est plus dans le dossier ; cette entrée ne compte pour aucun autre
policy-gone-line = `{ $file }`, ligne { $line } : le rendu que cette entrée désigne, { $names }, n’est plus dans le dossier ; elle ne compte pour aucun autre
policy-waiting = `{ $file }` : le rendu désigné par `{ $of }`, { $names }, n’a pas encore de résultat ; cette entrée comptera dès qu’il en aura un
policy-waiting-line = `{ $file }`, ligne { $line } : le rendu que cette entrée désigne, { $names }, n’a pas encore de résultat ; elle comptera dès qu’il en aura un

# Ce qui ne va pas dans `batch.toml` et `changes.toml`.
help = aide{" "}
toml-foreign = ce n’est pas du TOML
toml-foreign-help = écrivez sur chaque ligne une clé, `=` et une valeur, sous des en-têtes comme [late] ou [[change]]
toml-twice = `{ $key }` est déjà écrit plus haut
toml-open = il manque ici `{ $sign }`
toml-no-comma = il manque ici une virgule, ou `{"}"}` ou `]` dans les lignes d’avant
toml-no-equals = il manque `=` et une valeur après cette clé
toml-no-value = il manque une valeur après `=`
toml-no-quotes = ce n’est pas une valeur : un texte s’écrit entre guillemets droits, comme `"down"`
toml-decimals = un nombre n’a pas de virgule
toml-decimals-help = écrivez un point : { $number }
toml-more = après une valeur ou un en-tête, la ligne n’a plus rien, sauf un commentaire qui commence par `#`
toml-key = une clé n’a que des lettres sans accent, des chiffres, `-` et `_`
rule-unknown = clé inconnue `{ $key }`
rule-keys = les clés sont ici : { $keys }
rule-missing = il manque `{ $key }`
rule-value = `{ $key }` doit être { $should }
rule-no-table = `{ $key }` doit être une table
rule-table-help = écrivez [{ $key }] avant ses clés
rule-no-tables = `{ $key }` doit être une liste de tables
rule-one-table = [{ $key }] est une table seule, et doit être l’une de plusieurs
rule-tables-help = écrivez [[{ $key }]] avant chacune
rule-no-scale = il n’est pas dit sur combien ceci est compté
rule-no-scale-help = écrivez tout en haut { $said }
rule-no-out-of = il n’est pas dit sur combien est cette note
rule-no-out-of-help = écrivez avant le premier [[change]] { $said }
rule-out-of = elles sont sur { $full } : `out_of` avant le premier [[change]] dit autre chose
rule-gives-nothing = un changement ne donne ni `mark` ni `comment`
rule-shared = `{ $submission }` est le rendu de `{ $of }`, et aussi de { $others }
rule-shared-help = un changement compte pour tout le groupe : écrivez of = { $of }
rule-second-change = `{ $submission }` a déjà un changement, celui de `{ $first }`
rule-second-change-help = écrivez ce qui compte dans l’un des deux, et ôtez l’autre
should-positive = plus grand que 0
should-path = le chemin d’un fichier : sous le dossier de celui-ci, ou depuis la racine
should-zone = un fuseau horaire comme "Europe/Paris"
should-time = un jour et une heure comme "2026-03-01 23:59"
should-shown-time = une heure qui existe dans ce fuseau : ses horloges sautent celle-ci en avançant
should-text = un texte qui n’est pas vide
should-scale = un nombre entier de 1 à { $most }
should-mark = un nombre de 0 à { $full }, avec deux décimales au plus
should-length = une durée comme "48h" ou "15 minutes"

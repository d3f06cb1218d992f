# Toute une classe : les lots de rendus et ce que l’on fait de leurs résultats.

batch-count = { $count ->
    [0] Aucun rendu à noter
    [one] Un rendu
   *[other] { $count } rendus
}
batch-ignored = Ignoré : { $name } ({ $why })
batch-ignored-no-archive = ni dossier, ni archive
batch-ignored-typed-text = un texte saisi dans un formulaire
batch-ignored-special = ni dossier, ni fichier
batch-slowest = en cours depuis le plus longtemps : { $name }
batch-note-set-aside = mis de côté : le correcteur ou cet ordinateur a échoué
batch-note-inconclusive = provisoire : on n’a pas pu trancher partout
batch-note-refused = ne peut pas être noté tel qu’il a été rendu
batch-note-twin = les mêmes fichiers qu’un autre
batch-done = { $count ->
    [0] Rien à faire.
    [one] Un rendu a son résultat.
   *[other] { $count } rendus ont leur résultat.
}
batch-earlier = Dont inchangés, d’un passage précédent : { $count }
batch-inconclusive = Où l’on n’a pas pu trancher partout : { $count }
batch-set-aside = Mis de côté, que la même commande notera à nouveau : { $count }
batch-next = Pour les voir tous :

names-no-pattern = le motif des noms n’est pas une expression régulière : { $said }
names-no-name = le motif des noms ne dit pas où est le nom
names-remedy = écrivez une expression régulière avec un groupe `(?<name>…)`, par exemple `tp2-(?<name>.+)`
roster-wrong = { $count ->
    [one] une chose ne va pas dans la liste `{ $file }` :
   *[other] { $count } choses ne vont pas dans la liste `{ $file }` :
}
roster-no-csv = ce n’est pas du CSV en UTF-8 : { $said }
roster-no-column = il n’y a pas de colonne `{ $name }`
roster-empty = `{ $name }` est vide
roster-twice = { $name } y est deux fois
roster-remedy = sa première ligne nomme les colonnes : submission,name et peut-être id,email,submitted
batch-empty = il n’y a pas de rendu dans `{ $folder }`
batch-empty-remedy = donnez le dossier qui contient, pour chacun, un dossier ou une archive
batch-no-such = aucun rendu de `{ $folder }` ne s’appelle `{ $name }`
batch-no-such-remedy = donnez le nom de son dossier, de son archive ou de son étudiant
batch-not-isolated = des programmes d’inconnus tourneraient sur cet ordinateur même
batch-why = cet ordinateur ne donne pas de machines isolées : { $why }
batch-not-isolated-remedy = pour voir ce qu’il faut permettre : --isolation isolated ; pour noter quand même, si vous leur faites confiance : --isolation plain
batch-none = `{ $folder }` ne contient pas de résultats
batch-none-remedy = donnez le dossier qui a été donné à `grader batch` par `--out`
batch-damaged = `{ $path }` ne peut pas être lu comme un résultat
batch-damaged-remedy = il est abîmé ou d’une autre version : supprimez-le et notez à nouveau
batch-other = `{ $folder }` contient des résultats de l’exercice `{ $exercise }`
batch-other-remedy = donnez un autre dossier

/* SPDX-License-Identifier: MIT */
/* What keys, words and folders of other tools commonly mean. */
#include "edit/detect.h"

#include "plan/fold.h"

/* Names are folded: "due_date", "Due Date" and "due-date" are one. */
static const char *const ids[] = {"id",         "task-id",       "key", "uid",
				  "identifier", "identificador", NULL};
static const char *const titles[] = {"title",  "name",   "summary", "subject",
				     "titulo", "nombre", NULL};
static const char *const states[] = {"status",   "state",  "estado", "stage",
				     "progress", "column", NULL};
static const char *const owners[] = {
	"assignee",   "owner",     "responsible", "assigned-to",
	"assigned",   "assignees", "lead",        "responsable",
	"asignado-a", "asignado",  "encargado",   NULL};
static const char *const needs[] = {
	"dependencies", "depends-on",   "depends", "blocked-by", "requires",
	"needs",        "dependencias", "depende", "depende-de", NULL};
static const char *const dues[] = {
	"due-date",    "due",   "deadline",         "due-on",
	"target-date", "vence", "vencimiento",      "fecha-limite",
	"end-date",    "end",   "fecha-de-entrega", NULL};
static const char *const starts[] = {"start-date", "start",  "starts",
				     "begin",      "inicio", "fecha-de-inicio",
				     NULL};
static const char *const finishes[] = {
	"completed-date", "completed-at", "completed",       "finished",
	"closed-at",      "done-date",    "fecha-de-cierre", NULL};
static const char *const parents[] = {"parent-task-id", "parent", "parent-id",
				      "parent-task",    "padre",  NULL};
static const char *const objectives[] = {
	"milestone", "objective", "goal", "epic", "objetivo", "meta", NULL};
static const char *const phases[] = {"phase", "sprint", "iteration", "fase",
				     NULL};
static const char *const types[] = {"type", "kind", "tipo", NULL};
static const char *const priorities[] = {"priority", "prioridad", NULL};
static const char *const estimates[] = {"estimate",   "estimation", "effort",
					"estimacion", "esfuerzo",   NULL};
static const char *const tags[] = {"labels", "tags", "etiquetas", "keywords",
				   NULL};
static const char *const links[] = {"references", "links",   "urls", "url",
				    "refs",       "enlaces", NULL};

const struct hito_alien hito_aliens[] = {
	{HITO_KEY_ID, HITO_ALIEN_ANY, ids},
	{HITO_KEY_TITLE, HITO_ALIEN_ANY, titles},
	{HITO_KEY_STATE, HITO_ALIEN_ANY, states},
	{HITO_KEY_OWNER, HITO_ALIEN_ANY, owners},
	{HITO_KEY_NEEDS, HITO_ALIEN_ANY, needs},
	{HITO_KEY_DUE, HITO_ALIEN_DAY, dues},
	{HITO_KEY_START, HITO_ALIEN_DAY, starts},
	{HITO_KEY_FINISHED, HITO_ALIEN_DAY, finishes},
	{HITO_KEY_PARENT, HITO_ALIEN_ANY, parents},
	{HITO_KEY_OBJECTIVE, HITO_ALIEN_ANY, objectives},
	{HITO_KEY_PHASE, HITO_ALIEN_ANY, phases},
	{HITO_KEY_TYPE, HITO_ALIEN_ANY, types},
	{HITO_KEY_PRIORITY, HITO_ALIEN_PRIORITY, priorities},
	{HITO_KEY_ESTIMATE, HITO_ALIEN_DURATION, estimates},
	{HITO_KEY_TAGS, HITO_ALIEN_ANY, tags},
	{HITO_KEY_LINKS, HITO_ALIEN_ANY, links},
};
const size_t hito_alien_count = sizeof(hito_aliens) / sizeof(hito_aliens[0]);

struct meaning {
	enum hito_word state;
	const char *const *words;
};

static const char *const todo[] = {
	"to-do",     "todo",        "open",      "backlog",   "new",
	"planned",   "pending",     "draft",     "proposed",  "ready",
	"queued",    "next",        "inbox",     "icebox",    "not-started",
	"accepted",  "triage",      "pendiente", "por-hacer", "nuevo",
	"nueva",     "borrador",    "abierto",   "abierta",   "planificado",
	"propuesto", "sin-empezar", NULL};
static const char *const doing[] = {
	"in-progress", "doing",     "started",        "active",   "wip",
	"in-review",   "review",    "in-development", "in-dev",   "testing",
	"in-testing",  "qa",        "ongoing",        "en-curso", "en-progreso",
	"haciendo",    "en-marcha", "en-revision",    "empezado", "en-proceso",
	NULL};
static const char *const blocked[] = {
	"blocked",   "waiting",   "on-hold",   "paused",  "stalled",
	"bloqueado", "bloqueada", "en-espera", "pausado", NULL};
static const char *const done[] = {
	"done",       "completed", "complete",  "closed",     "finished",
	"resolved",   "shipped",   "merged",    "released",   "delivered",
	"hecho",      "hecha",     "terminado", "terminada",  "completado",
	"completada", "cerrado",   "cerrada",   "finalizado", "entregado",
	NULL};
static const char *const dropped[] = {
	"wont-do",    "won't-do",  "wontfix",   "won't-fix", "cancelled",
	"canceled",   "dropped",   "rejected",  "abandoned", "obsolete",
	"invalid",    "duplicate", "declined",  "archived",  "descartado",
	"descartada", "cancelado", "cancelada", "rechazado", "rechazada",
	"anulado",    "archivado", NULL};

static const struct meaning meanings[] = {
	{HITO_TODO, todo}, {HITO_DOING, doing},     {HITO_BLOCKED, blocked},
	{HITO_DONE, done}, {HITO_DROPPED, dropped},
};

static const char *const dropped_folders[] = {
	"archive", "archived", "archives",   "archivo",     "archivados",
	"trash",   "rejected", "wontfix",    "cancelled",   "canceled",
	"dropped", "papelera", "cancelados", "descartados", NULL};
static const char *const done_folders[] = {
	"done",       "completed", "complete",    "closed",      "finished",
	"hecho",      "hechos",    "hechas",      "completados", "terminados",
	"terminadas", "cerrados",  "finalizados", NULL};

static const struct meaning folders[] = {
	{HITO_DROPPED, dropped_folders},
	{HITO_DONE, done_folders},
};

static const char *const criteria[] = {"acceptance-criteria",
				       "success-criteria",
				       "success-criterion",
				       "definition-of-done",
				       "done-when",
				       "acceptance",
				       "criteria",
				       "criterios-de-aceptacion",
				       "criterio-de-aceptacion",
				       "criterios-de-exito",
				       "criterio-de-exito",
				       "criterio",
				       "criterios",
				       NULL};

static bool is_one_of(struct hito_str word, const char *const *words)
{
	struct hito_folded folded;

	if (!hito_fold(word, &folded))
		return false;
	for (; *words; words++)
		if (hito_fold_is(&folded, *words))
			return true;
	return false;
}

static enum hito_word find(struct hito_str word, const struct meaning *list,
			   size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (is_one_of(word, list[i].words))
			return list[i].state;
	return HITO_WORD_NONE;
}

enum hito_word hito_alien_state(struct hito_str word)
{
	return find(word, meanings, sizeof(meanings) / sizeof(meanings[0]));
}

enum hito_word hito_alien_folder(struct hito_str name)
{
	return find(name, folders, sizeof(folders) / sizeof(folders[0]));
}

bool hito_alien_is_criteria(struct hito_str heading)
{
	return is_one_of(heading, criteria);
}

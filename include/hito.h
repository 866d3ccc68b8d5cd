/* SPDX-License-Identifier: MIT */
/* All of libhito: plans, their rules and their history. */
#ifndef HITO_ALL_H
#define HITO_ALL_H

#include "hito/arena.h"
#include "hito/calendar.h"
#include "hito/date.h"
#include "hito/document.h"
#include "hito/err.h"
#include "hito/figures.h"
#include "hito/finding.h"
#include "hito/fix.h"
#include "hito/fixed.h"
#include "hito/forecast.h"
#include "hito/history.h"
#include "hito/judge.h"
#include "hito/key.h"
#include "hito/landmark.h"
#include "hito/limits.h"
#include "hito/lint.h"
#include "hito/message.h"
#include "hito/model.h"
#include "hito/out.h"
#include "hito/project.h"
#include "hito/revision.h"
#include "hito/rule.h"
#include "hito/schedule.h"
#include "hito/sight.h"
#include "hito/source.h"
#include "hito/status.h"
#include "hito/str.h"
#include "hito/value.h"
#include "hito/variance.h"
#include "hito/workspace.h"

#endif

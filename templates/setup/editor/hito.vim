" SPDX-License-Identifier: MIT
" hito in Vim and Neovim: blocks to fill in, and findings in the quickfix list.
"
"     source /usr/local/share/hito/editor/hito.vim
"
" in your own vimrc (never in one that comes with a repository). Then
"
"     :HitoStep  :HitoObjective  :HitoKpi  :HitoPlan         put in a block
"     :HitoPaso  :HitoObjetivo   :HitoIndicador  :HitoPlan   the same in Spanish
"     :HitoLint [ARGUMENTS]      checks the plans, and lists what is wrong

if exists('g:loaded_hito')
  finish
endif
let g:loaded_hito = 1

" Which plan :HitoPlan puts in: 'es' or 'en'.
if !exists('g:hito_lang')
  let g:hito_lang = v:lang =~? '^es' ? 'es' : 'en'
endif

let s:blocks = {}
let s:blocks.step = ['### ', '', '```yaml step', 'state: todo', 'id:',
      \ 'owner:', '', 'success:', '', 'due: DAY', 'resources:', 'estimate:',
      \ '', 'needs:', '```', '']
let s:blocks.objective = ['## ', '', '```yaml objective', 'id:', 'kpi:',
      \ '```', '']
let s:blocks.kpi = ['### ', '', '```yaml kpi', 'id:', 'unit:', 'from:', 'to:',
      \ 'by: DAY', 'source:', '```', '']
let s:blocks.plan_en = ['---', 'plan: NAME', 'lang: en', 'owner:',
      \ 'start: DAY', 'end:', 'review: monthly', '---', '', '# ', '']
let s:blocks.paso = ['### ', '', '```yaml paso', 'estado: pendiente', 'id:',
      \ 'responsable:', '', 'criterio:', '', 'vence: DAY', 'recursos:',
      \ 'estimación:', '', 'depende:', '```', '']
let s:blocks.objetivo = ['## ', '', '```yaml objetivo', 'id:', 'kpi:', '```',
      \ '']
let s:blocks.indicador = ['### ', '', '```yaml kpi', 'id:', 'unidad:', 'de:',
      \ 'a:', 'fecha: DAY', 'fuente:', '```', '']
let s:blocks.plan_es = ['---', 'plan: NAME', 'idioma: es', 'responsable:',
      \ 'inicio: DAY', 'fin:', 'revisión: mensual', '---', '', '# ', '']

" Below the current line; a line that is empty is taken. Then the title waits.
function! s:put(name) abort
  let l:day = strftime('%Y-%m-%d')
  let l:lines = map(copy(s:blocks[a:name]),
        \ {_, text -> substitute(substitute(text, '\<DAY$', l:day, ''),
        \ '\<NAME$', expand('%:t:r'), '')})
  let l:first = line('.')
  if getline(l:first) ==# ''
    call setline(l:first, l:lines[0])
    call append(l:first, l:lines[1:])
  else
    call append(l:first, [''] + l:lines)
    let l:first += 2
  endif
  call cursor(l:first + match(l:lines, '^#\+ $'), 1)
  startinsert!
endfunction

function! s:lint(arguments) abort
  let l:before = &errorformat
  let &errorformat = '%f:%l:%c: %trror: %m,%f:%l:%c: %tarning: %m,'
        \ . '%f:%l:%c: %tnfo: %m,%-G%.%#'
  try
    cgetexpr systemlist('hito --color=never --no-pager lint ' . a:arguments)
  finally
    let &errorformat = l:before
  endtry
  if empty(getqflist())
    cclose
    echo 'hito lint: 0'
  else
    copen
  endif
endfunction

command! -bar HitoStep call s:put('step')
command! -bar HitoObjective call s:put('objective')
command! -bar HitoKpi call s:put('kpi')
command! -bar HitoPaso call s:put('paso')
command! -bar HitoObjetivo call s:put('objetivo')
command! -bar HitoIndicador call s:put('indicador')
command! -bar HitoPlan call s:put('plan_' . (g:hito_lang ==# 'es' ? 'es' : 'en'))
command! -nargs=* -complete=file HitoLint call s:lint(<q-args>)

-- Board papers: captions and paragraphs are numbered, and each format gets its own accessible form of them.

local html, word, typst = FORMAT:match 'html', FORMAT:match 'docx', FORMAT:match 'typst'
local paragraphs, figures, tables = 0, 0, 0
local numbers_of = {}
-- In letters: what fits between the margins, by page and size of letters; what a cell adds; what is not broken.
local UPRIGHT, TURNED = { usual = 105, small = 118 }, { usual = 160, small = 180 }
local CELL_PADDING, SHORT = 3, 18
-- From more columns on letters are small; a table of so few rows, with its headings, stays on one page.
local MANY, KEPT_TOGETHER = 6, 9
-- A column with twice as much text gets less than twice the room.
local UNEVEN = 0.75
-- The level of the headings of sections, where a Markdown text begins.
local TOP = 2

local function has(element, class) return element.classes:includes(class) end

local function quoted(text)
  return '"' .. text:gsub('\\', '\\\\'):gsub('"', '\\"'):gsub('\n', ' ') .. '"'
end

local function typst_of(blocks)
  local text = pandoc.write(pandoc.Pandoc(blocks), 'typst', { wrap_text = 'none' })
  return (text:gsub('%s+$', ''))
end

-- Each of many as text, in one call: a call costs milliseconds, and a paper has thousands of cells.
local function typst_of_each(many)
  local mark, joined, texts = '<<next cell>>', pandoc.Blocks {}, {}
  for _, blocks in ipairs(many) do
    joined:extend(blocks)
    joined:insert(pandoc.RawBlock('typst', mark))
  end
  for text in typst_of(joined):gmatch('(.-)' .. mark) do
    table.insert(texts, (text:gsub('^%s+', ''):gsub('%s+$', '')))
  end
  return texts
end

-- Captions ---------------------------------------------------------------------------------------------------------

local function prefixed(label, blocks)
  local inlines = blocks[1] and blocks[1].content or pandoc.Inlines {}
  local start = pandoc.Inlines { pandoc.Span(pandoc.Str(label .. ':'), pandoc.Attr('', { 'caption-number' })), pandoc.Space() }
  start:extend(inlines)
  return pandoc.Blocks { pandoc.Plain(start) }
end

local function number_caption(block)
  if block.t == 'Figure' then
    figures = figures + 1
    numbers_of[block.identifier] = 'Figure ' .. figures
    block.caption.long = prefixed(numbers_of[block.identifier], block.caption.long)
  elseif block.t == 'Div' and has(block, 'data-table') then
    tables = tables + 1
    local id, label = block.identifier, 'Table ' .. tables
    numbers_of[id] = label
    block.content = block.content:map(function(inner)
      if inner.t == 'Table' then
        inner.caption.long = prefixed(label, inner.caption.long)
        inner.attributes['belongs-to'] = id
        if has(block, 'turned') or has(block, 'wide') then inner.classes:insert 'turned' end
      end
      return inner
    end)
  end
  return block
end

-- A link without text to a figure or table reads «Figure 2».
local function name_reference(link)
  local name = numbers_of[link.target:match '^#(.+)$' or '']
  if name and #link.content == 0 then link.content = pandoc.Inlines { pandoc.Str(name) } end
  return link
end

-- Numbered paragraphs ----------------------------------------------------------------------------------------------

local function numbered(block)
  paragraphs = paragraphs + 1
  local id = 'paragraph-' .. paragraphs
  if html then
    block.content:insert(1, pandoc.Span(pandoc.Str(paragraphs .. '.'), pandoc.Attr('', { 'number' })))
    block.content:insert(2, pandoc.Space())
    return pandoc.Div({ block }, pandoc.Attr(id, { 'paragraph' }))
  elseif word then
    return pandoc.Div({ block }, pandoc.Attr('', {}, { ['custom-style'] = 'Numbered Paragraph' }))
  elseif typst then
    block.content:insert(1, pandoc.RawInline('typst', '#numbered(' .. paragraphs .. ')['))
    block.content:insert(pandoc.RawInline('typst', ']'))
  end
  return block
end

local function number_paragraphs(blocks)
  local counting, out = false, pandoc.Blocks {}
  for _, block in ipairs(blocks) do
    if block.t == 'Header' then counting = not has(block, 'unnumbered') end
    out:insert((block.t == 'Para' and counting) and numbered(block) or block)
  end
  return out
end

-- Tables -----------------------------------------------------------------------------------------------------------

local function cells_of(row) return row.cells:map(function(cell) return cell.contents end) end

-- Letters of a cell, and of its longest word.
local function lengths(blocks)
  local text, longest = pandoc.utils.stringify(blocks), 0
  for word in text:gmatch '%S+' do longest = math.max(longest, utf8.len(word)) end
  return utf8.len(text), longest
end

-- By column the most letters of a cell, with and without headings, of a word, and of all cells, which come row by row.
local function measure(cells, count)
  local columns = {}
  for i = 1, count do columns[i] = { most = 0, below = 0, word = 0, all = 0 } end
  for place, blocks in ipairs(cells) do
    local column = columns[(place - 1) % count + 1]
    local length, longest = lengths(blocks)
    column.most, column.word = math.max(column.most, length), math.max(column.word, longest)
    column.all = column.all + length
    if place > count then column.below = math.max(column.below, length) end
  end
  return columns
end

-- The rest of a line shared by how much stands in each column, none narrower than its longest word.
local function share_out(columns, room)
  local narrow = true
  while narrow do
    local weights = 0
    narrow = false
    for _, column in ipairs(columns) do
      if not column.width then weights = weights + column.all ^ UNEVEN end
    end
    local left = room
    for _, column in ipairs(columns) do
      local least, share = column.word + CELL_PADDING, left * column.all ^ UNEVEN / weights
      if not column.width and share < least then
        column.width, room, narrow = least, room - least, true
      end
    end
    for _, column in ipairs(columns) do
      column.share = column.width or math.max(room, 1) * column.all ^ UNEVEN / weights
    end
  end
end

-- Widths of the columns of a table too wide for its line, in letters; nothing for one that fits.
local function typst_columns(cells, count, line)
  local columns, whole, room = measure(cells, count), 0, line
  for _, column in ipairs(columns) do whole = whole + column.most + CELL_PADDING end
  if whole <= line then return nil end
  for _, column in ipairs(columns) do
    local width = math.max(column.below, column.word) + CELL_PADDING
    if column.below <= SHORT and line - room + width <= line / 2 then column.width, room = width, room - width end
  end
  share_out(columns, room)
  local said = {}
  for i, column in ipairs(columns) do said[i] = string.format('%.1ffr', column.share) end
  return said
end

local function typst_table(tbl)
  local marks = { AlignRight = 'right', AlignCenter = 'center' }
  local align, lines, cells, done = {}, {}, {}, 0
  for _, spec in ipairs(tbl.colspecs) do table.insert(align, marks[spec[1]] or 'left') end
  local function each_row(work)
    for _, row in ipairs(tbl.head.rows) do work(row, 'table.header(', ')') end
    for _, body in ipairs(tbl.bodies) do
      for _, row in ipairs(body.body) do work(row, '', '') end
    end
  end
  each_row(function(row) for _, blocks in ipairs(cells_of(row)) do table.insert(cells, blocks) end end)
  local line = (has(tbl, 'turned') and TURNED or UPRIGHT)[#align > MANY and 'small' or 'usual']
  local texts, columns = typst_of_each(cells), typst_columns(cells, #align, line)
  each_row(function(row, before, after)
    local parts = {}
    for _ = 1, #row.cells do
      done = done + 1
      table.insert(parts, '[' .. texts[done] .. ']')
    end
    table.insert(lines, '  ' .. before .. table.concat(parts, ', ') .. after .. ',')
  end)
  local start = '#data-table(\n  align: (' .. table.concat(align, ', ') .. ',),\n  caption: ['
  local text = start .. typst_of(tbl.caption.long) .. '],\n'
  if #cells / #align <= KEPT_TOGETHER then text = text .. '  together: true,\n' end
  if columns then text = text .. '  columns: (' .. table.concat(columns, ', ') .. ',),\n' end
  return pandoc.RawBlock('typst', text .. table.concat(lines, '\n') .. '\n) <' .. tbl.attributes['belongs-to'] .. '>')
end

local function scope_cells(tbl)
  for _, row in ipairs(tbl.head.rows) do
    for _, cell in ipairs(row.cells) do cell.attributes.scope = 'col' end
  end
  for _, body in ipairs(tbl.bodies) do
    body.row_head_columns = 1
    for _, row in ipairs(body.body) do
      if row.cells[1] then row.cells[1].attributes.scope = 'row' end
    end
  end
end

local function html_table(tbl)
  scope_cells(tbl)
  local id = tbl.attributes['belongs-to']
  tbl.attributes['belongs-to'] = nil
  local words = pandoc.Span(tbl.caption.long[1].content, pandoc.Attr(id .. '-title', { 'caption-text' }))
  tbl.caption.long = pandoc.Blocks { pandoc.Plain { words } }
  -- Pairs, not names: Lua gives the names of a table in another order each time.
  local attributes = { { 'role', 'region' }, { 'tabindex', '0' }, { 'aria-labelledby', id .. '-title' } }
  return pandoc.Div({ tbl }, pandoc.Attr('', { 'table-scroll' }, attributes))
end

local function shape_table(tbl)
  if not tbl.attributes['belongs-to'] then return tbl end
  tbl.colspecs = tbl.colspecs:map(function(spec) return { spec[1], nil } end)
  if typst then return typst_table(tbl) end
  if html then return html_table(tbl) end
  tbl.attributes['belongs-to'] = nil
  return tbl
end

-- Word turns the page by a section break; the true page settings are put in afterwards.
local function page_break(orientation)
  local xml = '<w:p><w:pPr><w:spacing w:before="0" w:after="0"/><w:sectPr><w:type w:val="' .. orientation .. '"/></w:sectPr></w:pPr></w:p>'
  return pandoc.RawBlock('openxml', xml)
end

-- A part of a paper on its side: `::: landscape` turns the page once for all that stands in it. An annex begins a page.
local function turn(blocks)
  local out = pandoc.Blocks {}
  for place, block in ipairs(blocks) do
    local before = blocks[place - 1]
    if block.t == 'Header' and has(block, 'annex') and not (before and before.t == 'Div' and has(before, 'landscape')) then
      if typst then out:insert(pandoc.RawBlock('typst', '#pagebreak(weak: true)')) end
      if word then out:insert(page_break 'portrait') end
    end
    if block.t == 'Div' and has(block, 'landscape') then
      if typst then out:insert(pandoc.RawBlock('typst', '#landscape[')) end
      if word then out:insert(page_break 'portrait') end
      for _, inner in ipairs(block.content) do
        if inner.t == 'Div' then inner.classes:insert 'turned' end
        out:insert(inner)
      end
      if typst then out:insert(pandoc.RawBlock('typst', ']')) end
      if word then out:insert(page_break 'landscape') end
    else
      out:insert(block)
    end
  end
  return out
end

local function shape_div(div)
  if not has(div, 'data-table') then return nil end
  local turning = has(div, 'wide') and not has(div, 'turned')
  local notes = pandoc.Blocks {}
  local out = pandoc.Blocks {}
  for _, block in ipairs(div.content) do
    if block.t == 'Para' then notes:insert(block) else out:insert(block) end
  end
  if #notes > 0 then
    out:insert(pandoc.Div(notes, pandoc.Attr('', { 'table-notes' }, word and { ['custom-style'] = 'Table Note' } or {})))
  end
  if typst then
    if not turning then return out end
    out:insert(1, pandoc.RawBlock('typst', '#landscape['))
    out:insert(pandoc.RawBlock('typst', ']'))
    return out
  end
  div.content = out
  if word and turning then return pandoc.Blocks { page_break 'portrait', div, page_break 'landscape' } end
  return div
end

-- Pictures and links -----------------------------------------------------------------------------------------------

local function shape_image(image)
  if image.src:match '^%a+:' or image.src:match '^/' then
    error('a picture from ' .. image.src .. '; expected one of the pack')
  end
  if word then image.src = image.src:gsub('%.svg$', '.png') end
  return image
end

local function typst_figure(figure)
  local image = figure.content[1].content[1]
  local call = '  image(' .. quoted(image.src) .. ', alt: ' .. quoted(pandoc.utils.stringify(image.caption)) .. ', width: 100%),'
  local text = '#figure(\n' .. call .. '\n  caption: [' .. typst_of(figure.caption.long) .. '],\n) <' .. figure.identifier .. '>'
  return pandoc.RawBlock('typst', text)
end

local function shape_link(link)
  if has(link, 'back-link') then return html and link or {} end
  if not has(link, 'mention') then return nil end
  if html then
    link.attributes.role = 'doc-noteref'
    return pandoc.Superscript { link }
  end
  -- Neither Word nor typst knows what to do with a label for readers.
  link.attributes['aria-label'] = nil
  return pandoc.Superscript { pandoc.Link(link.content, link.target) }
end

local function shape_notes(div)
  if typst and has(div, 'table-notes') then
    div.content:insert(1, pandoc.RawBlock('typst', '#table-notes['))
    div.content:insert(pandoc.RawBlock('typst', ']'))
    return div.content
  end
end

-- Word has no contents of its own without a question to the reader: a list of links to the headings.
local function contents(blocks)
  local links = pandoc.List {}
  for _, block in ipairs(blocks) do
    if block.t == 'Header' and block.level == TOP then
      links:insert(pandoc.Blocks { pandoc.Plain { pandoc.Link(block.content, '#' .. block.identifier) } })
    end
  end
  if #links == 0 then return blocks end
  blocks:insert(1, pandoc.BulletList(links))
  blocks:insert(1, pandoc.Div({ pandoc.Para 'Contents' }, pandoc.Attr('', {}, { ['custom-style'] = 'Contents Title' })))
  return blocks
end

function Pandoc(doc)
  doc.blocks = turn(doc.blocks):map(number_caption)
  doc = doc:walk { Link = name_reference }
  doc.blocks = number_paragraphs(doc.blocks)
  if word then doc.blocks = contents(doc.blocks) end
  doc = doc:walk { Image = shape_image, Link = shape_link }
  doc = doc:walk { Table = shape_table }
  doc = doc:walk { Div = shape_div }
  if typst then doc = doc:walk { Div = shape_notes, Figure = typst_figure } end
  return doc
end

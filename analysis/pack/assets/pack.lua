-- Board papers: captions and paragraphs are numbered, and each format gets its own accessible form of them.

local html, word, typst = FORMAT:match 'html', FORMAT:match 'docx', FORMAT:match 'typst'
local paragraphs, figures, tables = 0, 0, 0
local numbers_of = {}
local landscape_open = false

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
        if has(block, 'wide') then inner.classes:insert 'wide' end
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
    if block.t == 'Header' then counting = not (has(block, 'unnumbered') or has(block, 'appendix')) end
    out:insert((block.t == 'Para' and counting) and numbered(block) or block)
  end
  return out
end

-- Tables -----------------------------------------------------------------------------------------------------------

local function cells_of(row) return row.cells:map(function(cell) return cell.contents end) end

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
  local texts = typst_of_each(cells)
  each_row(function(row, before, after)
    local parts = {}
    for _ = 1, #row.cells do
      done = done + 1
      table.insert(parts, '[' .. texts[done] .. ']')
    end
    table.insert(lines, '  ' .. before .. table.concat(parts, ', ') .. after .. ',')
  end)
  local start = '#data-table(\n  align: (' .. table.concat(align, ', ') .. ',),\n  caption: ['
  local text = start .. typst_of(tbl.caption.long) .. '],\n  wide: ' .. tostring(has(tbl, 'wide')) .. ',\n'
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

local function shape_div(div)
  if not has(div, 'data-table') then return nil end
  local notes = pandoc.Blocks {}
  local out = pandoc.Blocks {}
  for _, block in ipairs(div.content) do
    if block.t == 'Para' then notes:insert(block) else out:insert(block) end
  end
  if #notes > 0 then
    out:insert(pandoc.Div(notes, pandoc.Attr('', { 'table-notes' }, word and { ['custom-style'] = 'Table Note' } or {})))
  end
  if typst then
    if not has(div, 'wide') then return out end
    out:insert(1, pandoc.RawBlock('typst', '#landscape['))
    out:insert(pandoc.RawBlock('typst', ']'))
    return out
  end
  div.content = out
  if word and has(div, 'wide') then return pandoc.Blocks { page_break 'portrait', div, page_break 'landscape' } end
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

function Pandoc(doc)
  doc.blocks = doc.blocks:map(number_caption)
  doc = doc:walk { Link = name_reference }
  doc.blocks = number_paragraphs(doc.blocks)
  doc = doc:walk { Image = shape_image, Link = shape_link }
  doc = doc:walk { Table = shape_table }
  doc = doc:walk { Div = shape_div }
  if typst then doc = doc:walk { Div = shape_notes, Figure = typst_figure } end
  return doc
end

import { expect, it } from 'vitest'
import { type Account, onEveryApp } from '#test/support/app.ts'
import { booksOf } from './books-world.ts'

onEveryApp('reading groups', (world) => {
  const make = booksOf(world)
  const groups = '/api/groups'

  async function groupOf(...members: Account[]) {
    const group = (await world.user.post(groups, { name: make.unique('Club') })).json<{ id: string; name: string }>()
    for (const { id } of members) {
      expect((await world.user.post(`${groups}/${group.id}/members`, { user_id: id })).statusCode).toBe(204)
    }
    return group
  }
  const listOf = async (reader: Account) =>
    (await reader.post('/api/reading-lists', { name: make.unique('List') })).json<{ id: string }>()
  const progress = async (group: { id: string }, book: string) => {
    const rows = (await world.user.get(`${groups}/${group.id}/progress?book_id=${book}`)).json()
    return rows.map((row: { user_name: string; percentage: number }) => [row.user_name, row.percentage])
  }

  it('have names of their own for each owner, ignoring case', async () => {
    const name = make.unique('Sci-Fi Club')
    const made = await world.user.post(groups, { name: ` ${name.replace(' ', ' \t ')} `, description: 'Mondays' })
    expect(made.statusCode).toBe(201)
    expect(made.json()).toMatchObject({ name, description: 'Mondays', owner_id: world.user.id, member_count: 1 })
    expect((await world.user.post(groups, { name: name.toUpperCase() })).statusCode).toBe(409)
    expect((await world.other.post(groups, { name })).statusCode).toBe(201)
    expect((await world.user.post(groups, { name: ' \n' })).statusCode).toBe(400)
    const renamed = await world.user.put(`${groups}/${made.json().id}`, { name: make.unique('Other') })
    expect(renamed.json()).toMatchObject({ description: null })
  })

  it('behave as not there for everybody outside, administrators too', async () => {
    const { id } = await groupOf()
    const list = await listOf(world.user)
    const at = `${groups}/${id}`
    for (const stranger of [world.other, world.admin]) {
      const answers = [
        await stranger.get(at),
        await stranger.put(at, { name: make.unique('Mine') }),
        await stranger.delete(at),
        await stranger.get(`${at}/members`),
        await stranger.post(`${at}/members`, { user_id: stranger.id }),
        await stranger.delete(`${at}/members/${world.user.id}`),
        await stranger.get(`${at}/lists`),
        await stranger.post(`${at}/lists`, { list_id: (await listOf(stranger)).id }),
        await stranger.delete(`${at}/lists/${list.id}`),
        await stranger.get(`${at}/progress?book_id=x`),
      ]
      expect(answers.map(({ statusCode }) => statusCode)).toEqual(answers.map(() => 404))
      expect((await stranger.get(groups)).body).not.toContain(id)
    }
    expect((await world.user.get(`${at}/members`)).json()).toMatchObject([{ user_name: 'Ulla', role: 'owner' }])
  })

  it('let a member read and share, and the owner alone rule', async () => {
    const third = await world.signUp('Theo')
    const { id } = await groupOf(world.other, third)
    const at = `${groups}/${id}`
    expect((await world.other.get(at)).json()).toMatchObject({ member_count: 3 })
    const answers = [
      await world.other.put(at, { name: make.unique('Mine') }),
      await world.other.delete(at),
      await world.other.post(`${at}/members`, { user_id: world.admin.id }),
      await world.other.delete(`${at}/members/${world.user.id}`),
      await world.other.delete(`${at}/members/${third.id}`),
    ]
    expect(answers.map(({ statusCode }) => statusCode)).toEqual(answers.map(() => 404))
    const self = await world.user.delete(`${at}/members/${world.user.id}`)
    expect(self.statusCode).toBe(400)
    expect(self.json().error).toMatch(/delete the group/)
    expect((await third.delete(`${at}/members/${third.id}`)).statusCode).toBe(204)
    expect((await third.get(at)).statusCode).toBe(404)
    expect((await world.user.get(`${at}/members`)).json()).toHaveLength(2)
  })

  it('show a list that is shared, and not its books', async () => {
    const { id } = await groupOf(world.other)
    const at = `${groups}/${id}/lists`
    const list = await listOf(world.user)
    expect((await world.other.post(at, { list_id: list.id })).statusCode).toBe(404)
    expect((await world.user.post(at, { list_id: list.id })).statusCode).toBe(204)
    expect((await world.user.post(at, { list_id: list.id })).statusCode).toBe(204)
    expect((await world.other.get(at)).json()).toMatchObject([{ id: list.id }])
    expect((await world.other.get(`/api/reading-lists/${list.id}/books`)).statusCode).toBe(404)
    expect((await world.other.delete(`${at}/${list.id}`)).statusCode).toBe(404)
    expect((await world.user.delete(`${at}/${list.id}`)).statusCode).toBe(204)
    expect((await world.user.delete(`${at}/${list.id}`)).statusCode).toBe(404)
    expect((await world.other.get(at)).json()).toEqual([])
  })

  it('give back what a member shared when they leave', async () => {
    const group = await groupOf(world.other)
    const [list, book] = [await listOf(world.other), await make.book()]
    await world.other.post(`${groups}/${group.id}/lists`, { list_id: list.id })
    const note = await world.other.post(`/api/books/${book.id}/annotations`, { text: 'Ours', group_id: group.id })
    expect((await world.user.get(`/api/books/${book.id}/annotations`)).json()).toHaveLength(1)
    await world.user.delete(`${groups}/${group.id}/members/${world.other.id}`)
    expect((await world.user.get(`${groups}/${group.id}/lists`)).json()).toEqual([])
    expect((await world.user.get(`/api/books/${book.id}/annotations`)).json()).toEqual([])
    // Its writer can still change it, although the group it names is no longer theirs.
    const kept = (await world.other.get(`/api/annotations/${note.json().id}`)).json()
    expect(kept).not.toHaveProperty('group_id')
    expect((await world.other.put(`/api/annotations/${kept.id}`, kept)).statusCode).toBe(200)
  })

  it('leave lists and notes to their writers when they end', async () => {
    const group = await groupOf(world.other)
    const [list, book] = [await listOf(world.user), await make.book()]
    await world.user.post(`${groups}/${group.id}/lists`, { list_id: list.id })
    const note = await world.user.post(`/api/books/${book.id}/annotations`, { text: 'Ours', group_id: group.id })
    expect((await world.user.delete(`${groups}/${group.id}`)).statusCode).toBe(204)
    expect((await world.other.get(`${groups}/${group.id}`)).statusCode).toBe(404)
    expect((await world.user.get(`/api/reading-lists/${list.id}`)).statusCode).toBe(200)
    expect((await world.user.get(`/api/annotations/${note.json().id}`)).json()).not.toHaveProperty('group_id')
    expect((await world.other.get(`/api/books/${book.id}/annotations`)).json()).toEqual([])
  })

  it('end with the account of their owner', async () => {
    const owner = await world.signUp('Olaf')
    const { id } = (await owner.post(groups, { name: 'Short' })).json()
    await owner.post(`${groups}/${id}/members`, { user_id: world.user.id })
    expect((await world.admin.delete(`/api/web/users/${owner.id}`)).statusCode).toBe(204)
    expect((await world.user.get(`${groups}/${id}`)).statusCode).toBe(404)
  })

  it('show how far everybody is, whatever they read with', async () => {
    const group = await groupOf(world.other)
    const book = await make.book()
    expect(await progress(group, book.id)).toEqual([
      ['Ulla', 0],
      ['Otto', 0],
    ])
    await world.other.put(`/api/books/${book.id}/progress`, { fraction: 0.72, source: 'kobo' })
    await world.user.put(`/api/books/${book.id}/progress`, { fraction: 0.3, source: 'web' })
    expect(await progress(group, book.id)).toEqual([
      ['Ulla', 0.3],
      ['Otto', 0.72],
    ])
    expect(await progress(group, 'unknown')).toEqual([
      ['Ulla', 0],
      ['Otto', 0],
    ])
    expect((await world.user.get(`${groups}/${group.id}/progress?book_id=`)).statusCode).toBe(400)
  })

  it('believe what somebody marked by hand after the last place', async () => {
    const group = await groupOf()
    const book = await make.book()
    const mark = (state: string) => world.user.put(`/api/web/books/${book.id}/state`, { state })
    await world.user.put(`/api/books/${book.id}/progress`, { fraction: 0.3, source: 'web' })
    await mark('finished')
    expect(await progress(group, book.id)).toEqual([['Ulla', 1]])
    await mark('unread')
    expect(await progress(group, book.id)).toEqual([['Ulla', 0]])
  })

  it('note in the audit log only what changed', async () => {
    const { id, name } = await groupOf(world.other)
    const list = await listOf(world.user)
    await world.user.post(`${groups}/${id}/members`, { user_id: world.other.id })
    for (let i = 0; i < 2; i++) await world.user.post(`${groups}/${id}/lists`, { list_id: list.id })
    await world.user.delete(`${groups}/${id}/lists/${list.id}`)
    await world.user.delete(`${groups}/${id}/members/${world.other.id}`)
    await world.user.delete(`${groups}/${id}`)
    const { entries } = (await world.admin.get('/api/audit-logs?limit=200')).json()
    const ofGroup = entries.filter((entry: { entity_id: string }) => entry.entity_id === id)
    expect(
      ofGroup.map((entry: Record<string, unknown>) => [entry.action, entry.entity_type, entry.metadata]).reverse(),
    ).toEqual([
      ['group.created', 'group', { name }],
      ['group.member_added', 'group', { member_user_id: world.other.id }],
      ['group.list_shared', 'group', { list_id: list.id }],
      ['group.list_unshared', 'group', { list_id: list.id }],
      ['group.member_removed', 'group', { member_user_id: world.other.id }],
      ['group.deleted', 'reading_group', { name }],
    ])
  })

  it('read notes that are shared with them, which their writers alone can change', async () => {
    const group = await groupOf(world.other)
    const book = await make.book()
    const at = `/api/books/${book.id}/annotations`
    const shared = (await world.user.post(at, { text: 'For us', group_id: group.id })).json()
    await world.user.post(at, { text: 'For me' })
    expect((await world.other.get(at)).json()).toEqual([shared])
    expect(shared).toMatchObject({ group_id: group.id, user_name: 'Ulla' })
    const note = `/api/annotations/${shared.id}`
    for (const answer of [
      await world.other.get(note),
      await world.other.put(note, { text: 'x' }),
      await world.other.delete(note),
      await world.other.send('PATCH', `/api/web/annotations/${shared.id}`, { payload: { note: 'x' } }),
      await world.other.delete(`/api/web/annotations/${shared.id}`),
    ]) {
      expect(answer.statusCode).toBe(404)
    }
    expect((await world.other.get('/api/web/annotations?q=us')).json()).toEqual({ items: [], next: null })
    expect((await world.user.put(note, { text: 'For us' })).json()).not.toHaveProperty('group_id')
    expect((await world.other.get(at)).json()).toEqual([])
  })

  it('take no notes of strangers', async () => {
    const group = await groupOf()
    const book = await make.book()
    for (const group_id of [group.id, 'unknown']) {
      const answers = [
        await world.other.post(`/api/books/${book.id}/annotations`, { text: 'x', group_id }),
        await world.other.put('/api/annotations/unknown', { text: 'x', group_id }),
        await world.other.post(`/api/web/books/${book.id}/annotations`, { kind: 'note', note: 'x', groupId: group_id }),
        await world.other.send('PATCH', '/api/web/annotations/unknown', { payload: { groupId: group_id } }),
      ]
      expect(answers.map(({ statusCode }) => statusCode)).toEqual([403, 403, 403, 403])
    }
    expect((await world.other.get(`/api/books/${book.id}/annotations`)).json()).toEqual([])
  })

  it('let in whom their owner knows by name or address, once', async () => {
    const { id } = await groupOf()
    const at = `/api/web/groups/${id}/members`
    for (let i = 0; i < 2; i++) {
      expect((await world.user.post(at, { login: world.other.email.toUpperCase() })).statusCode).toBe(204)
    }
    const nobody = await world.user.post(at, { login: 'nobody@example.test' })
    expect(nobody.statusCode).toBe(400)
    expect(nobody.json().error).toMatch(/nobody on this server/)
    expect((await world.other.post(at, { login: world.admin.email })).statusCode).toBe(404)
    expect((await world.other.get(`${groups}/${id}`)).json()).toMatchObject({ member_count: 2 })
    const { entries } = (await world.admin.get('/api/audit-logs?limit=50')).json()
    const added = entries.filter(
      (entry: { entity_id: string; action: string }) => entry.entity_id === id && entry.action === 'group.member_added',
    )
    expect(added).toMatchObject([{ metadata: { member_user_id: world.other.id } }])
  })

  it('have a page with what they read together and share', async () => {
    const friend = await world.signUp('Fritz')
    const group = await groupOf(friend)
    const [both, alone, list] = [await make.book(), await make.book(), await listOf(friend)]
    await friend.post(`${groups}/${group.id}/lists`, { list_id: list.id })
    await world.user.put(`/api/books/${both.id}/progress`, { fraction: 0.4, source: 'web' })
    await friend.put(`/api/books/${both.id}/progress`, { fraction: 0.6, source: 'kosync' })
    await friend.put(`/api/books/${alone.id}/progress`, { fraction: 0.6, source: 'web' })
    const write = (note: string, fraction: number) =>
      friend.post(`/api/web/books/${both.id}/annotations`, {
        kind: 'note',
        note,
        fraction,
        locator: 'page:1',
        groupId: group.id,
      })
    await write('Early', 0.3)
    await write('Late', 0.5)
    const page = (await world.user.get(`/api/web/groups/${group.id}`)).json()
    expect(page).toMatchObject({
      name: group.name,
      isMine: true,
      members: [
        { name: 'Ulla', isOwner: true, isMe: true },
        { name: 'Fritz', isOwner: false, isMe: false },
      ],
      lists: [{ id: list.id, ownerName: 'Fritz', isMine: false }],
      together: [
        {
          book: { id: both.id },
          progress: [
            { name: 'Ulla', fraction: 0.4 },
            { name: 'Fritz', fraction: 0.6 },
          ],
        },
      ],
      notes: [
        { note: 'Late', isMine: false, isAhead: true, userName: 'Fritz', book: { title: both.title } },
        { note: 'Early', isMine: false, isAhead: false },
      ],
    })
    expect(page.together).toHaveLength(1)
    expect((await friend.get(`/api/web/groups/${group.id}`)).json()).toMatchObject({
      isMine: false,
      notes: [
        { isMine: true, isAhead: false },
        { isMine: true, isAhead: false },
      ],
    })
    expect((await world.admin.get(`/api/web/groups/${group.id}`)).statusCode).toBe(404)
  })
})

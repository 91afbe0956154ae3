import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createRouter, RouterProvider } from '@tanstack/react-router'
import { useCallback, useEffect, useState } from 'react'
import type { Messages } from '#model/message-catalogue.ts'
import { appointmentRoutes } from './appointments/routes.tsx'
import { CallError } from './call.ts'
import { caseRoutes } from './cases/routes.tsx'
import { conferencesRoute } from './conferences/routes.tsx'
import { documentsRoute, localDocumentsRoute } from './documents/routes.tsx'
import { filesRoute } from './files/routes.tsx'
import { glassRoutes } from './glass/routes.tsx'
import { textsRoute } from './grounds/routes.tsx'
import { meQuery, tellLanguage } from './identity/queries.ts'
import { profileRoute, signInRoute } from './identity/routes.tsx'
import { importRoutes } from './imports/routes.tsx'
import { intakeRoutes } from './intake/routes.tsx'
import { lettersRoute, letterTemplatesRoute } from './letters/routes.tsx'
import { mailsRoute } from './mails/routes.tsx'
import { type Lang, loadMessages } from './messages.ts'
import { monitoringRoute, yearRoute } from './monitoring/routes.tsx'
import { networkRoutes } from './network/routes.tsx'
import { outreachRoutes } from './outreach/routes.tsx'
import { pathwayRoute, templatesRoute } from './pathway/routes.tsx'
import { peopleRoutes } from './people/routes.tsx'
import { accessesRoute, personPrivacyRoute } from './privacy/routes.tsx'
import { questionRoutes } from './questions/routes.tsx'
import { referralRoutes } from './referrals/routes.tsx'
import { deskRoute, homeRoute, signedInRoute } from './shell/desk-route.tsx'
import { rootRoute } from './shell/root-route.tsx'
import { signalRoutes } from './signals/routes.tsx'
import { tasksRoute } from './tasks/routes.tsx'
import { teamRoutes } from './team/routes.tsx'
import { tryoutRoute } from './tryout/routes.tsx'
import { TextProvider } from './ui/text.tsx'
import { ToastProvider } from './ui/toast.tsx'
import { worktimeRoute } from './worktime/routes.tsx'

const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      // Only a lost network is worth a second try: every other answer would be the same.
      retry: (count, error) => count < 2 && error instanceof CallError && error.code === 'offline',
    },
  },
})

const routeTree = rootRoute.addChildren([
  signInRoute,
  signedInRoute.addChildren([
    homeRoute,
    profileRoute,
    deskRoute.addChildren([
      ...caseRoutes,
      ...outreachRoutes,
      ...importRoutes,
      ...peopleRoutes,
      ...intakeRoutes,
      ...networkRoutes,
      ...referralRoutes,
      monitoringRoute,
      yearRoute,
      accessesRoute,
      mailsRoute,
      tryoutRoute,
      personPrivacyRoute,
      textsRoute,
      ...glassRoutes,
      ...signalRoutes,
      documentsRoute,
      localDocumentsRoute,
      pathwayRoute,
      templatesRoute,
      worktimeRoute,
      lettersRoute,
      letterTemplatesRoute,
      filesRoute,
      ...appointmentRoutes,
      tasksRoute,
      ...questionRoutes,
      ...teamRoutes,
      conferencesRoute,
    ]),
  ]),
])

const router = createRouter({
  routeTree,
  context: { client },
  defaultPreload: false,
  scrollRestoration: true,
  defaultPendingMs: 400,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}

const langKey = 'varco.lang'

/** Texts, data, addresses. */
export function App() {
  const [spoken, setSpoken] = useState<{ lang: Lang; messages: Messages } | null>(null)
  const speak = useCallback(async (lang: Lang) => {
    const messages = await loadMessages(lang)
    document.documentElement.lang = lang
    localStorage.setItem(langKey, lang)
    setSpoken({ lang, messages })
  }, [])
  const choose = useCallback(
    (lang: Lang) => {
      void speak(lang)
      if (client.getQueryData(meQuery.queryKey)) void tellLanguage(lang)
    },
    [speak],
  )
  useEffect(() => void speak(localStorage.getItem(langKey) === 'en' ? 'en' : 'it'), [speak])
  if (!spoken) return null
  return (
    <TextProvider lang={spoken.lang} messages={spoken.messages} choose={choose}>
      <QueryClientProvider client={client}>
        <ToastProvider>
          <RouterProvider router={router} />
        </ToastProvider>
      </QueryClientProvider>
    </TextProvider>
  )
}

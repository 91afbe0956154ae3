import './styles/italia.scss'
import './styles/tokens.css'
import './styles/header.css'
import './styles/shell.css'
import './styles/fields.css'
import './styles/choices.css'
import './styles/messages.css'
import './styles/forms-phone.css'
import './styles/lists.css'
import './styles/case.css'
import './styles/monitoring.css'
import './styles/pages-phone.css'
import './styles/print.css'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'

const root = document.getElementById('varco')
if (root) createRoot(root).render(<App />)

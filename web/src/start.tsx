import './styles/italia.scss'
import './styles/desk.css'
import './styles/forms.css'
import './styles/pages.css'
import './styles/print.css'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'

const root = document.getElementById('varco')
if (root) createRoot(root).render(<App />)

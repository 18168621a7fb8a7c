import './styles/all.css';
import { startApp } from './app.ts';
import { startPage } from './start.ts';

startPage(startApp);

import './styles/all.css';
import { startEmbed } from './embed/embed-page.ts';
import { startPage } from './start.ts';

startPage(startEmbed);

import { assets } from './assets';
import { avatars, voices } from './avatars';
import { account, brands } from './brands';
import type { Case } from './case';
import { editing, models, previews } from './editing';
import { agents, templates } from './templates';
import { lipsyncs, proofreads, translations } from './translations';
import { videos } from './videos';

export const cases: Case[] = [
	...[account, agents, assets, avatars, brands, editing, lipsyncs, models, previews],
	...[proofreads, templates, translations, videos, voices],
].flat();

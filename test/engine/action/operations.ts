import type { INodeParameters } from 'n8n-workflow';

import type { ShelfName } from '../../simulator';

/** How an operation is to be reached: the call that it makes, and what the table test has to know. */
export interface Row {
	/** HeyGen's call, as HeyGen writes it. */
	call: string;
	/** Where the things of a list stand in the simulator. */
	shelf?: ShelfName;
	/** Has tests of its own: fields alone can't run it. */
	isSpecial?: true;
	/** What the list goes by and does not show. */
	hidden?: Record<string, unknown>;
	/** Beside the required fields, where the rest alone can't be sent. */
	with?: INodeParameters;
	/** What an optional field needs beside it, by its name inside its collection. */
	beside?: Record<string, INodeParameters>;
}

/** Every operation of the node. Source: docs/operations.md. */
export const operations: Record<string, Record<string, Row>> = {
	api: {
		call: { call: 'GET /v3/videos', isSpecial: true },
	},
	aiClipping: {
		create: { call: 'POST /v3/ai-clipping' },
		createAndWait: { call: 'POST /v3/ai-clipping' },
		delete: { call: 'DELETE /v3/ai-clipping/{job_id}' },
		get: { call: 'GET /v3/ai-clipping/{job_id}' },
		getAll: { call: 'GET /v3/ai-clipping', shelf: 'clippings' },
		wait: { call: 'GET /v3/ai-clipping/{job_id}' },
	},
	avatar: {
		create: { call: 'POST /v3/avatars' },
		createAndWait: { call: 'POST /v3/avatars' },
		createConsent: { call: 'POST /v3/avatars/{group_id}/consent' },
		delete: { call: 'DELETE /v3/avatars/{group_id}' },
		get: { call: 'GET /v3/avatars/{group_id}' },
		getAll: { call: 'GET /v3/avatars', shelf: 'avatars' },
		update: { call: 'PATCH /v3/avatars/{group_id}' },
		wait: { call: 'GET /v3/avatars/{group_id}' },
	},
	avatarLook: {
		create: { call: 'POST /v3/avatars/looks' },
		createAndWait: { call: 'POST /v3/avatars/looks' },
		delete: { call: 'DELETE /v3/avatars/looks/{look_id}' },
		get: { call: 'GET /v3/avatars/looks/{look_id}' },
		getAll: { call: 'GET /v3/avatars/looks', shelf: 'looks' },
		getPacks: { call: 'GET /v3/avatars/look-templates' },
		update: { call: 'PATCH /v3/avatars/looks/{look_id}' },
		wait: { call: 'GET /v3/avatars/looks/{look_id}' },
	},
	image: {
		create: { call: 'POST /v3/models/images' },
		createAndWait: { call: 'POST /v3/models/images' },
		get: { call: 'GET /v3/models/images/{generation_id}' },
		wait: { call: 'GET /v3/models/images/{generation_id}' },
	},
	proofread: {
		create: { call: 'POST /v3/video-translations/proofreads' },
		createAndWait: { call: 'POST /v3/video-translations/proofreads' },
		delete: { call: 'DELETE /v3/video-translations/proofreads/{proofread_id}' },
		downloadSrt: { call: 'GET /v3/video-translations/proofreads/{proofread_id}/srt' },
		generate: { call: 'POST /v3/video-translations/proofreads/{proofread_id}/generate' },
		generateAndWait: {
			call: 'POST /v3/video-translations/proofreads/{proofread_id}/generate',
		},
		get: { call: 'GET /v3/video-translations/proofreads/{proofread_id}' },
		getAll: { call: 'GET /v3/video-translations/proofreads', shelf: 'proofreads' },
		uploadSrt: { call: 'PUT /v3/video-translations/proofreads/{proofread_id}/srt' },
		wait: { call: 'GET /v3/video-translations/proofreads/{proofread_id}' },
	},
	trainedVoice: {
		changeSpeech: { call: 'POST /v3/models/audio/sts' },
		create: { call: 'POST /v3/models/audio/voices' },
		createAndWait: { call: 'POST /v3/models/audio/voices' },
		delete: { call: 'DELETE /v3/models/audio/voices/{voice_id}' },
		generateSpeech: { call: 'POST /v3/models/audio/tts' },
		get: { call: 'GET /v3/models/audio/voices/{voice_id}' },
		getAll: { call: 'GET /v3/models/audio/voices', shelf: 'trainedVoices' },
		wait: { call: 'GET /v3/models/audio/voices/{voice_id}' },
	},
	voice: {
		clone: { call: 'POST /v3/voices/clone' },
		cloneAndWait: { call: 'POST /v3/voices/clone' },
		delete: { call: 'DELETE /v3/voices/{voice_id}' },
		design: { call: 'POST /v3/voices' },
		generateSpeech: { call: 'POST /v3/voices/speech' },
		get: { call: 'GET /v3/voices/{voice_id}' },
		getAll: { call: 'GET /v3/voices', shelf: 'voices', hidden: { type: 'public' } },
		wait: { call: 'GET /v3/voices/{voice_id}' },
	},
	asset: {
		delete: { call: 'DELETE /v3/assets/{asset_id}' },
		get: { call: 'GET /v3/assets/{asset_id}' },
		getAll: {
			call: 'GET /v3/assets',
			shelf: 'assets',
			with: { filters: { username: 'simulated-user' } },
		},
		getBatch: { call: 'GET /v3/assets/batches/{batch_id}' },
		getStatuses: { call: 'GET /v3/assets/statuses', with: { assetIds: 'example-id' } },
		search: { call: 'GET /v3/assets/search', shelf: 'pictures', hidden: { _scope: 'public' } },
		upload: { call: 'POST /v3/assets', isSpecial: true },
		uploadMany: { call: 'POST /v3/assets/direct-uploads/batches', isSpecial: true },
	},
	audio: {
		search: { call: 'GET /v3/audio/sounds', shelf: 'sounds' },
	},
	backgroundRemoval: {
		create: { call: 'POST /v3/background-removals' },
		createAndWait: { call: 'POST /v3/background-removals' },
		delete: { call: 'DELETE /v3/background-removals/{job_id}' },
		get: { call: 'GET /v3/background-removals/{job_id}' },
		getAll: { call: 'GET /v3/background-removals', shelf: 'backgroundRemovals' },
		wait: { call: 'GET /v3/background-removals/{job_id}' },
	},
	brandGlossary: {
		create: { call: 'POST /v3/brand-glossaries' },
		delete: { call: 'DELETE /v3/brand-glossaries/{brand_glossary_id}' },
		get: { call: 'GET /v3/brand-glossaries/{brand_glossary_id}' },
		getAll: { call: 'GET /v3/brand-glossaries', shelf: 'brandGlossaries' },
		update: {
			call: 'PATCH /v3/brand-glossaries/{brand_glossary_id}',
			with: { updateFields: { name: 'Another' } },
			beside: {
				termsInput: { name: 'Another' },
				forcedTranslationsInput: { name: 'Another' },
			},
		},
	},
	brandKit: {
		create: { call: 'POST /v3/brand-kits' },
		createAndWait: { call: 'POST /v3/brand-kits' },
		delete: { call: 'DELETE /v3/brand-kits/{brand_kit_id}' },
		get: { call: 'GET /v3/brand-kits/{brand_kit_id}' },
		getAll: { call: 'GET /v3/brand-kits', shelf: 'brandKits' },
		update: {
			call: 'PATCH /v3/brand-kits/{brand_kit_id}',
			with: { updateFields: { name: 'Another' } },
		},
		wait: { call: 'GET /v3/brand-kits/{brand_kit_id}' },
	},
	fillerWordRemoval: {
		create: { call: 'POST /v3/filler-word-removals' },
		createAndWait: { call: 'POST /v3/filler-word-removals' },
		get: { call: 'GET /v3/filler-word-removals/{filler_word_removal_id}' },
		wait: { call: 'GET /v3/filler-word-removals/{filler_word_removal_id}' },
	},
	folder: {
		create: { call: 'POST /v3/folders' },
		get: { call: 'GET /v3/folders/{folder_id}' },
	},
	hyperframes: {
		create: { call: 'POST /v3/hyperframes/renders' },
		createAndWait: { call: 'POST /v3/hyperframes/renders' },
		delete: { call: 'DELETE /v3/hyperframes/renders/{render_id}' },
		get: { call: 'GET /v3/hyperframes/renders/{render_id}' },
		getAll: { call: 'GET /v3/hyperframes/renders', shelf: 'renders' },
		wait: { call: 'GET /v3/hyperframes/renders/{render_id}' },
	},
	instantVideo: {
		create: { call: 'POST /v3/models/videos' },
		createAndWait: { call: 'POST /v3/models/videos' },
		get: { call: 'GET /v3/models/videos/{video_id}' },
		wait: { call: 'GET /v3/models/videos/{video_id}' },
	},
	lipsync: {
		create: { call: 'POST /v3/lipsyncs' },
		createAndWait: { call: 'POST /v3/lipsyncs' },
		createBatchAndWait: { call: 'POST /v3/lipsyncs/batches' },
		createBatch: { call: 'POST /v3/lipsyncs/batches' },
		delete: { call: 'DELETE /v3/lipsyncs/{lipsync_id}' },
		get: { call: 'GET /v3/lipsyncs/{lipsync_id}' },
		getAll: { call: 'GET /v3/lipsyncs', shelf: 'lipsyncs' },
		getBatch: { call: 'GET /v3/lipsyncs/batches/{batch_id}' },
		getStatuses: { call: 'GET /v3/lipsyncs/statuses', with: { lipsyncIds: 'example-id' } },
		update: { call: 'PATCH /v3/lipsyncs/{lipsync_id}' },
		wait: { call: 'GET /v3/lipsyncs/{lipsync_id}' },
		// The batch of the stock holds nothing.
		waitBatch: { call: 'GET /v3/lipsyncs/batches/{batch_id}', isSpecial: true },
	},
	podcast: {
		create: { call: 'POST /v3/podcasts', with: { topic: 'Bees' } },
		createAndWait: { call: 'POST /v3/podcasts', with: { topic: 'Bees' } },
		delete: { call: 'DELETE /v3/podcasts/{podcast_id}' },
		get: { call: 'GET /v3/podcasts/{podcast_id}' },
		getAll: { call: 'GET /v3/podcasts', shelf: 'podcasts' },
		wait: { call: 'GET /v3/podcasts/{podcast_id}' },
	},
	template: {
		create: { call: 'POST /v3/templates' },
		delete: { call: 'DELETE /v3/templates/{template_id}' },
		generate: {
			call: 'POST /v3/templates/{template_id}',
			beside: { width: { height: 720 }, height: { width: 1280 } },
		},
		generateAndWait: { call: 'POST /v3/templates/{template_id}' },
		get: { call: 'GET /v3/templates/{template_id}' },
		getAll: {
			call: 'GET /v3/templates',
			shelf: 'templates',
			hidden: { variables: { name: { type: 'text', content: '' } } },
		},
		update: { call: 'PATCH /v3/templates/{template_id}' },
		updateVariables: { call: 'PUT /v3/templates/{template_id}/variables' },
	},
	user: {
		get: { call: 'GET /v3/users/me' },
		getApiKey: { call: 'GET /v3/api_keys/self' },
	},
	video: {
		create: {
			call: 'POST /v3/videos',
			beside: { backgroundType: { backgroundValue: '#1a2b3c' } },
		},
		createAndWait: {
			// A cinematic one goes to /v3/videos/batches.
			call: 'POST /v3/videos',
			beside: { backgroundType: { backgroundValue: '#1a2b3c' } },
		},
		createBatch: { call: 'POST /v3/videos/batches' },
		createBatchAndWait: { call: 'POST /v3/videos/batches' },
		delete: { call: 'DELETE /v3/videos/{video_id}' },
		download: { call: 'GET /v3/videos/{video_id}', isSpecial: true },
		get: { call: 'GET /v3/videos/{video_id}' },
		getAll: { call: 'GET /v3/videos', shelf: 'videos' },
		getBatch: { call: 'GET /v3/videos/batches/{batch_id}' },
		getScenes: { call: 'GET /v3/videos/{video_id}/scenes' },
		getStatuses: { call: 'GET /v3/videos/statuses', with: { videoIds: 'example-id' } },
		getVoiceCapabilities: { call: 'GET /v3/videos/voice-capabilities' },
		wait: { call: 'GET /v3/videos/{video_id}' },
		// The batch of the stock holds nothing.
		waitBatch: { call: 'GET /v3/videos/batches/{batch_id}', isSpecial: true },
	},
	videoAgent: {
		create: { call: 'POST /v3/video-agents' },
		createAndWait: { call: 'POST /v3/video-agents' },
		get: { call: 'GET /v3/video-agents/{session_id}' },
		getAll: { call: 'GET /v3/video-agents', shelf: 'sessions' },
		getResource: { call: 'GET /v3/video-agents/{session_id}/resources/{resource_id}' },
		getStyles: { call: 'GET /v3/video-agents/styles', shelf: 'styles' },
		getVideos: { call: 'GET /v3/video-agents/{session_id}/videos' },
		sendMessage: { call: 'POST /v3/video-agents/{session_id}', with: { message: 'Go on' } },
		stop: { call: 'POST /v3/video-agents/{session_id}/stop' },
		wait: { call: 'GET /v3/video-agents/{session_id}' },
	},
	videoTranslation: {
		create: {
			call: 'POST /v3/video-translations',
			beside: {
				srtRole: { srt: { __rl: true, mode: 'url', value: 'https://example.com/a.srt' } },
				fpsMode: { audio: { __rl: true, mode: 'url', value: 'https://example.com/a.mp3' } },
			},
		},
		createAndWait: { call: 'POST /v3/video-translations' },
		createBatchAndWait: { call: 'POST /v3/video-translations/batches' },
		createBatch: { call: 'POST /v3/video-translations/batches' },
		delete: { call: 'DELETE /v3/video-translations/{video_translation_id}' },
		get: { call: 'GET /v3/video-translations/{video_translation_id}' },
		getAll: { call: 'GET /v3/video-translations', shelf: 'translations' },
		getBatch: { call: 'GET /v3/video-translations/batches/{batch_id}' },
		getLanguages: { call: 'GET /v3/video-translations/languages' },
		getStatuses: {
			call: 'GET /v3/video-translations/statuses',
			with: { videoTranslationIds: 'example-id' },
		},
		update: { call: 'PATCH /v3/video-translations/{video_translation_id}' },
		wait: { call: 'GET /v3/video-translations/{video_translation_id}' },
		// The batch of the stock holds nothing.
		waitBatch: { call: 'GET /v3/video-translations/batches/{batch_id}', isSpecial: true },
	},
	webhookEndpoint: {
		create: { call: 'POST /v3/webhooks/endpoints' },
		delete: { call: 'DELETE /v3/webhooks/endpoints/{endpoint_id}' },
		getAll: { call: 'GET /v3/webhooks/endpoints' },
		rotateSecret: { call: 'POST /v3/webhooks/endpoints/{endpoint_id}/rotate-secret' },
		update: {
			call: 'PATCH /v3/webhooks/endpoints/{endpoint_id}',
			with: { updateFields: { url: 'https://example.com/other' } },
		},
	},
	webhookEvent: {
		getAll: { call: 'GET /v3/webhooks/events' },
		getTypes: { call: 'GET /v3/webhooks/event-types' },
	},
};

/** How a sense is said: by the lexicon's variant for that tag, or in American and British phonemes of our own. */
export type Pronunciation = string | readonly [us: string, gb: string];
/** A sense by its name in WikipediaHomographData (wordids.tsv), and how it is said. */
export type Sense = readonly [name: string, said: Pronunciation];

/**
 * Words with senses that sound differently, in lower case. The place of a sense is the classifier's class: nouns and
 * adjectives come first, verbs second, so that what is learnt of one word helps with others.
 */
export const SENSES: Readonly<Record<string, readonly (Sense | undefined)[]>> = {
  abstract: [
    ['abstract_adj-nou', 'DEFAULT'],
    ['abstract_vrb', 'VERB'],
  ],
  abuse: [
    ['abuse_nou', 'NOUN'],
    ['abuse_vrb', 'DEFAULT'],
  ],
  abuses: [
    ['abuses_nou', 'NOUN'],
    ['abuses_vrb', 'DEFAULT'],
  ],
  addict: [
    ['addict_nou', 'DEFAULT'],
    ['addict_vrb', 'VERB'],
  ],
  advocate: [
    ['advocate_nou', 'DEFAULT'],
    ['advocate_vrb', 'VERB'],
  ],
  affect: [
    ['affect_nou-psy', 'DEFAULT'],
    ['affect', 'VERB'],
  ],
  affiliate: [
    ['affiliate_nou', 'DEFAULT'],
    ['affiliate_vrb', 'VERB'],
  ],
  aged: [
    ['aged_adj', ['ˈAʤɪd', 'ˈAʤɪd']],
    ['aged', 'DEFAULT'],
  ],
  aggregate: [
    ['aggregate_adj-nou', 'DEFAULT'],
    ['aggregate_vrb', 'VERB'],
  ],
  alternate: [
    ['alternate_adj-nou', 'DEFAULT'],
    ['alternate_vrb', 'VERB'],
  ],
  analyses: [
    ['analyses_nou', 'DEFAULT'],
    ['analyses_vrb', 'VERB'],
  ],
  animate: [
    ['animate_adj-nou', 'ADJ'],
    ['animate_vrb', 'DEFAULT'],
  ],
  appropriate: [
    ['appropriate_adj', 'DEFAULT'],
    ['appropriate_vrb', 'VERB'],
  ],
  approximate: [
    ['approximate_adj-nou', 'DEFAULT'],
    ['approximate_vrb', 'VERB'],
  ],
  articulate: [
    ['articulate_adj', 'DEFAULT'],
    ['articulate_vrb', 'VERB'],
  ],
  associate: [
    ['associate_adj-nou', 'DEFAULT'],
    ['associate_vrb', 'VERB'],
  ],
  attribute: [
    ['attribute_nou', 'DEFAULT'],
    ['attribute_vrb', 'VERB'],
  ],
  august: [
    ['august_adj', 'DEFAULT'],
    ['august', ['ˈɔɡəst', 'ˈɔːɡəst']],
    ['august_nam', ['ˈWɡʊst', 'ˈWɡʊst']],
  ],
  axes: [
    ['axes_nou', 'DEFAULT'],
    ['axes_nou-vrb', 'VERB'],
  ],
  bass: [
    ['bass', 'ADJ'],
    ['bass_corp', 'DEFAULT'],
  ],
  blessed: [
    ['blessed_adj', ['blˈɛsɪd', 'blˈɛsɪd']],
    ['blessed_vrb', 'DEFAULT'],
  ],
  bologna: [
    ['bologna_geo', 'DEFAULT'],
    ['bologna', ['bəlˈOni', 'bəlˈQni']],
  ],
  bow: [
    ['bow_nou-knot', 'DEFAULT'],
    ['bow_nou-ship', 'VERB'],
  ],
  buffet: [
    ['buffet_nou', 'DEFAULT'],
    ['buffet_vrb', 'VERB'],
  ],
  celtic: [
    ['celtic_adj-nou-sports', ['sˈɛltɪk', 'sˈɛltɪk']],
    ['celtic', 'DEFAULT'],
  ],
  close: [
    ['close_adj-nou', 'DEFAULT'],
    ['close_vrb', 'NOUN'],
  ],
  combine: [
    ['combine_nou', 'NOUN'],
    ['combine_vrb', 'DEFAULT'],
  ],
  compact: [
    ['compact_adj-nou', 'ADJ'],
    ['compact_vrb', 'VERB'],
  ],
  compound: [
    ['compound_nou', 'DEFAULT'],
    ['compound_vrb', 'VERB'],
  ],
  compress: [
    ['compress_nou', 'NOUN'],
    ['compress', 'DEFAULT'],
  ],
  conduct: [
    ['conduct_nou', 'DEFAULT'],
    ['conduct_vrb', 'VERB'],
  ],
  confines: [
    ['confines_nou', 'NOUN'],
    ['confines_vrb', 'DEFAULT'],
  ],
  conflict: [
    ['conflict_nou', 'DEFAULT'],
    ['conflict_vrb', 'VERB'],
  ],
  conglomerate: [
    ['conglomerate_adj-nou', 'DEFAULT'],
    ['conglomerate_vrb', 'VERB'],
  ],
  conjugate: [
    ['conjugate_adj-nou', 'DEFAULT'],
    ['conjugate_vrb', 'VERB'],
  ],
  conscript: [
    ['conscript_nou', 'DEFAULT'],
    ['conscript_vrb', 'VERB'],
  ],
  console: [
    ['console_nou', 'DEFAULT'],
    ['console_vrb', 'VERB'],
  ],
  consort: [
    ['consort_nou', 'DEFAULT'],
    ['consort_vrb', 'VERB'],
  ],
  construct: [
    ['construct_nou', 'NOUN'],
    ['construct_vrb', 'DEFAULT'],
  ],
  consummate: [
    ['consummate_adj', 'ADJ'],
    ['consummate_vrb', 'DEFAULT'],
  ],
  content: [
    ['content_adj-nou-vrb', 'DEFAULT'],
    ['content_nou', 'NOUN'],
  ],
  contest: [
    ['contest_nou', 'DEFAULT'],
    ['contest_vrb', 'VERB'],
  ],
  contract: [
    ['contract_nou', 'DEFAULT'],
    ['contract_vrb', 'VERB'],
  ],
  contrast: [
    ['contrast_nou', 'DEFAULT'],
    ['contrast_vrb', 'VERB'],
  ],
  converse: [
    ['converse_adj-nou', 'ADJ'],
    ['converse_vrb', 'DEFAULT'],
  ],
  convert: [
    ['convert_nou', 'NOUN'],
    ['convert_vrb', 'DEFAULT'],
  ],
  convict: [
    ['convict_nou', 'NOUN'],
    ['convict_vrb', 'DEFAULT'],
  ],
  coordinate: [
    ['coordinate_adj-nou', 'DEFAULT'],
    ['coordinate_vrb', 'VERB'],
  ],
  correlate: [
    ['correlate_nou', 'NOUN'],
    ['correlate_nou-vrb', 'DEFAULT'],
  ],
  decrease: [
    ['decrease_nou', 'DEFAULT'],
    ['decrease_vrb', 'VERB'],
  ],
  defect: [
    ['defect_nou', 'DEFAULT'],
    ['defect_vrb', 'VERB'],
  ],
  degenerate: [
    ['degenerate_adj-nou', 'DEFAULT'],
    ['degenerate_vrb', 'VERB'],
  ],
  delegate: [
    ['delegate_nou', 'DEFAULT'],
    ['delegate_vrb', 'VERB'],
  ],
  deliberate: [
    ['deliberate_adj', 'ADJ'],
    ['deliberate_vrb', 'DEFAULT'],
  ],
  desert: [
    ['desert_nou', 'DEFAULT'],
    ['desert_vrb', 'VERB'],
  ],
  deviate: [
    ['deviate_nou', 'ADJ'],
    ['deviate_vrb', 'DEFAULT'],
  ],
  diagnoses: [
    ['diagnoses_nou', 'NOUN'],
    ['diagnoses_vrb', 'DEFAULT'],
  ],
  diffuse: [
    ['diffuse_adj', 'ADJ'],
    ['diffuse_vrb', 'DEFAULT'],
  ],
  discard: [
    ['discard_nou', 'NOUN'],
    ['discard_vrb', 'DEFAULT'],
  ],
  discharge: [
    ['discharge_nou', 'NOUN'],
    ['discharge_vrb', 'DEFAULT'],
  ],
  discount: [
    ['discount_nou', 'DEFAULT'],
    ['discount_vrb', 'VERB'],
  ],
  document: [
    ['document_nou', 'DEFAULT'],
    ['document_vrb', 'VERB'],
  ],
  dove: [
    ['dove', 'DEFAULT'],
    ['dove_vrb', 'VERB'],
  ],
  duplicate: [
    ['duplicate_adj-nou', 'DEFAULT'],
    ['duplicate_vrb', 'VERB'],
  ],
  elaborate: [
    ['elaborate_adj', 'ADJ'],
    ['elaborate_vrb', 'DEFAULT'],
  ],
  entrance: [
    ['entrance_nou', 'DEFAULT'],
    ['entrance_vrb', 'VERB'],
  ],
  escort: [
    ['escort_nou', 'DEFAULT'],
    ['escort_vrb', 'VERB'],
  ],
  estimate: [
    ['estimate_nou', 'NOUN'],
    ['estimate_vrb', 'DEFAULT'],
  ],
  excuse: [
    ['excuse_nou', 'NOUN'],
    ['excuse_vrb', 'DEFAULT'],
  ],
  expatriate: [
    ['expatriate_nou', 'DEFAULT'],
    ['expatriate_vrb', 'VERB'],
  ],
  exploit: [
    ['exploit_nou', 'NOUN'],
    ['exploit_vrb', 'DEFAULT'],
  ],
  export: [
    ['export_nou', 'DEFAULT'],
    ['export_vrb', 'DEFAULT'],
  ],
  expose: [
    ['expose_nou', ['ˌɛkspOzˈA', 'ɛkspˈQzA']],
    ['expose_vrb', 'DEFAULT'],
  ],
  extract: [
    ['extract_nou', 'NOUN'],
    ['extract_vrb', 'DEFAULT'],
  ],
  fragment: [
    ['fragment_nou', 'DEFAULT'],
    ['fragment_vrb', 'VERB'],
  ],
  frequent: [
    ['frequent_adj', 'DEFAULT'],
    ['frequent_vrb', ['fɹikwˈɛnt', 'fɹɪkwˈɛnt']],
  ],
  graduate: [
    ['graduate_adj-nou', 'DEFAULT'],
    ['graduate_vrb', 'VERB'],
  ],
  house: [
    ['house_nou', 'DEFAULT'],
    ['house_vrb', 'VERB'],
  ],
  impact: [
    ['impact_nou', 'DEFAULT'],
    ['impact_vrb', 'DEFAULT'],
  ],
  implant: [
    ['implant_nou', 'NOUN'],
    ['implant_vrb', 'DEFAULT'],
  ],
  implement: [
    ['implement_nou', 'DEFAULT'],
    ['implement_vrb', 'VERB'],
  ],
  import: [
    ['import_nou', 'NOUN'],
    ['import_vrb', 'DEFAULT'],
  ],
  incense: [
    ['incense_nou', 'DEFAULT'],
    ['incense_vrb', 'VERB'],
  ],
  incline: [
    ['incline_nou', 'NOUN'],
    ['incline_vrb', 'DEFAULT'],
  ],
  increase: [
    ['increase_nou', 'NOUN'],
    ['increase_vrb', 'DEFAULT'],
  ],
  increment: [
    ['increment_nou', 'DEFAULT'],
    ['increment_vrb', 'DEFAULT'],
  ],
  initiate: [
    ['initiate_nou', 'DEFAULT'],
    ['initiate_vrb', 'VERB'],
  ],
  insert: [
    ['insert_nou', 'NOUN'],
    ['insert_vrb', 'DEFAULT'],
  ],
  instrument: [
    ['instrument_nou', 'DEFAULT'],
    ['instrument_vrb', ['ˈɪnstɹəmˌɛnt', 'ˈɪnstɹʊmɛnt']],
  ],
  insult: [
    ['insult_nou', 'DEFAULT'],
    ['insult_vrb', 'VERB'],
  ],
  interchange: [
    ['interchange_nou', 'NOUN'],
    ['interchange_vrb', 'DEFAULT'],
  ],
  intimate: [
    ['intimate_adj', 'DEFAULT'],
    ['intimate_vrb', 'VERB'],
  ],
  intrigue: [
    ['intrigue_nou', 'NOUN'],
    ['intrigue_nou-vrb', 'DEFAULT'],
  ],
  invalid: [
    ['invalid_adj', 'DEFAULT'],
    ['invalid_nou', 'NOUN'],
  ],
  invert: [
    ['invert_adj-nou', 'NOUN'],
    ['invert_vrb', 'DEFAULT'],
  ],
  invite: [
    ['invite_nou', 'NOUN'],
    ['invite_vrb', 'DEFAULT'],
  ],
  isolate: [
    ['isolate_nou', 'NOUN'],
    ['isolate', 'DEFAULT'],
  ],
  jesus: [
    ['jesus', 'DEFAULT'],
    ['jesus_es', ['hAsˈus', 'hAsˈuːs']],
  ],
  job: [
    ['job_bible', ['ʤˈOb', 'ʤˈQb']],
    ['job', 'DEFAULT'],
  ],
  laminate: [
    ['laminate_nou', 'NOUN'],
    ['laminate_vrb', 'DEFAULT'],
  ],
  lead: [
    ['lead_nou', ['lˈɛd', 'lˈɛd']],
    ['lead_nou-vrb', 'DEFAULT'],
  ],
  learned: [
    ['learned_adj', 'ADJ'],
    ['learned_vrb', 'DEFAULT'],
  ],
  live: [
    ['live_adj', 'DEFAULT'],
    ['live_vrb', 'VERB'],
  ],
  lives: [
    ['lives_nou', 'DEFAULT'],
    ['lives_vrb', 'VERB'],
  ],
  mate: [
    ['mate_nou', 'DEFAULT'],
    ['mate', 'DEFAULT'],
  ],
  minute: [
    ['minute_adj', 'ADJ'],
    ['minute', 'DEFAULT'],
  ],
  misuse: [
    ['misuse_nou', 'NOUN'],
    ['misuse_vrb', 'DEFAULT'],
  ],
  mobile: [
    ['mobile', 'DEFAULT'],
    ['mobile_geo', ['mObˈil', 'mQbˈiːl']],
    ['mobile_nou-art', ['mˈObˌil', 'mˈQbIl']],
  ],
  moderate: [
    ['moderate_adj-nou', 'DEFAULT'],
    ['moderate_vrb', 'VERB'],
  ],
  moped: [
    ['moped_nou', 'DEFAULT'],
    ['moped_vrb', 'VERB'],
  ],
  mouth: [
    ['mouth_nou', 'DEFAULT'],
    ['mouth_vrb', 'VERB'],
  ],
  nestle: [
    ['nestle_nam', ['nˈɛsli', 'nˈɛslA']],
    ['nestle_vrb', 'DEFAULT'],
  ],
  object: [
    ['object_nou', 'DEFAULT'],
    ['object_vrb', 'VERB'],
  ],
  ornament: [
    ['ornament_nou', 'DEFAULT'],
    ['ornament_vrb', 'VERB'],
  ],
  overthrow: [
    ['overthrow_nou', 'NOUN'],
    ['overthrow_vrb', 'DEFAULT'],
  ],
  pasty: [
    ['pasty_adj', 'ADJ'],
    ['pasty_nou', 'DEFAULT'],
  ],
  perfect: [
    ['perfect_adj', 'DEFAULT'],
    ['perfect_vrb', 'VERB'],
  ],
  perfume: [
    ['perfume_nou', 'DEFAULT'],
    ['perfume_vrb', 'DEFAULT'],
  ],
  permit: [
    ['permit_nou', 'DEFAULT'],
    ['permit_vrb', 'VERB'],
  ],
  pervert: [
    ['pervert_nou', ['pˈɜɹvˌɜɹt', 'pˈɜːvɜːt']],
    ['pervert_vrb', 'DEFAULT'],
  ],
  pigment: [
    ['pigment_nou', 'DEFAULT'],
    ['pigment_vrb', 'VERB'],
  ],
  polish: [
    ['polish_geo', ['pˈOlɪʃ', 'pˈQlɪʃ']],
    ['polish', 'DEFAULT'],
  ],
  postulate: [
    ['postulate_nou', 'NOUN'],
    ['postulate_vrb', 'DEFAULT'],
  ],
  precipitate: [
    ['precipitate_adj-nou', 'DEFAULT'],
    ['precipitate_vrb', 'VERB'],
  ],
  predicate: [
    ['predicate_nou', 'DEFAULT'],
    ['predicate_vrb', 'VERB'],
  ],
  present: [
    ['present_adj-nou', 'DEFAULT'],
    ['present_vrb', 'VERB'],
  ],
  produce: [
    ['produce_nou', 'NOUN'],
    ['produce_vrb', 'DEFAULT'],
  ],
  progress: [
    ['progress_nou', 'DEFAULT'],
    ['progress_vrb', 'VERB'],
  ],
  project: [
    ['project_nou', 'DEFAULT'],
    ['project_vrb', 'VERB'],
  ],
  protest: [
    ['protest_nou', 'DEFAULT'],
    ['protest_vrb', ['pɹətˈɛst', 'pɹətˈɛst']],
  ],
  ravel: [
    ['ravel_nam', ['ɹəvˈɛl', 'ɹəvˈɛl']],
    ['ravel_nou', 'DEFAULT'],
  ],
  reading: [
    ['reading_en', 'DEFAULT'],
    ['reading_geo', ['ɹˈɛdɪŋ', 'ɹˈɛdɪŋ']],
  ],
  read: [
    ['read_present', 'DEFAULT'],
    ['read_past', ['ɹˈɛd', 'ɹˈɛd']],
  ],
  rebel: [
    ['rebel_nou', 'DEFAULT'],
    ['rebel_vrb', 'VERB'],
  ],
  record: [
    ['record_nou', 'DEFAULT'],
    ['record_vrb', 'VERB'],
  ],
  recount: [
    ['recount_nou', ['ɹˈikˌWnt', 'ɹˈiːkWnt']],
    ['recount_vrb', 'DEFAULT'],
  ],
  refund: [
    ['refund_nou', 'NOUN'],
    ['refund_vrb', 'DEFAULT'],
  ],
  refuse: [
    ['refuse_nou', 'NOUN'],
    ['refuse_vrb', 'DEFAULT'],
  ],
  reject: [
    ['reject_nou', 'NOUN'],
    ['reject_vrb', 'DEFAULT'],
  ],
  rerelease: [
    ['rerelease', 'NOUN'],
    ['rerelease_vrb', 'DEFAULT'],
  ],
  resume: [
    ['resume_nou', ['ɹˈɛzəmˌA', 'ɹˈɛzjʊmA']],
    ['resume_vrb', 'DEFAULT'],
  ],
  retard: [
    ['retard_nou', 'NOUN'],
    ['retard_vrb', 'DEFAULT'],
  ],
  rodeo: [
    ['rodeo_geo', ['ɹOdˈAO', 'ɹQdˈAQ']],
    ['rodeo', 'DEFAULT'],
  ],
  row: [
    ['row_1', 'DEFAULT'],
    ['row_2', ['ɹˈW', 'ɹˈW']],
  ],
  sake: [
    ['sake_jp', ['sˈɑki', 'sˈɑːki']],
    ['sake', 'DEFAULT'],
  ],
  separate: [
    ['separate_adj', 'DEFAULT'],
    ['separate_vrb', 'VERB'],
  ],
  sow: [
    ['sow_nou', 'NOUN'],
    ['sow', 'DEFAULT'],
  ],
  subject: [
    ['subject_adj-nou', 'DEFAULT'],
    ['subject_vrb', 'VERB'],
  ],
  subordinate: [
    ['subordinate_adj-nou', 'DEFAULT'],
    ['subordinate_vrb', 'VERB'],
  ],
  supplement: [
    ['supplement_nou', 'DEFAULT'],
    ['supplement_vrb', 'VERB'],
  ],
  suspect: [
    ['suspect_adj-nou', 'DEFAULT'],
    ['suspect_vrb', 'VERB'],
  ],
  syndicate: [
    ['syndicate_nou', 'NOUN'],
    ['syndicate_vrb', 'DEFAULT'],
  ],
  tear: [
    ['tear_nou', 'DEFAULT'],
    ['tear_vrb', 'VERB'],
  ],
  transform: [
    ['transform_nou', 'NOUN'],
    ['transform', 'DEFAULT'],
  ],
  transplant: [
    ['transplant_nou', 'NOUN'],
    ['transplant_vrb', 'DEFAULT'],
  ],
  transport: [
    ['transport_nou', 'DEFAULT'],
    ['transport_vrb', 'VERB'],
  ],
  upset: [
    ['upset_nou', 'NOUN'],
    ['upset_vrb', 'DEFAULT'],
  ],
  uses: [
    ['uses_nou', 'NOUN'],
    ['uses_vrb', 'DEFAULT'],
  ],
  use: [
    ['use_nou', 'NOUN'],
    ['use_vrb', 'DEFAULT'],
  ],
  wind: [
    ['wind_nou', 'DEFAULT'],
    ['wind_vrb', 'VERB'],
  ],
  winds: [
    ['winds_nou', 'DEFAULT'],
    ['winds_vrb', 'VERB'],
  ],
  wound: [
    ['wound_nou-vrb', 'DEFAULT'],
    ['wound_vrb', 'VBD'],
  ],
};

import assert from 'node:assert/strict';
import { nodeHost } from '../../../../src/engine/languages';
import { English } from '../../../../src/language/english/english';

/** Sentences of our own: the homograph's place among the words, and how it is said. */
const SENTENCES: readonly (readonly [sentence: string, word: string, said: string])[] = [
  ['Read the manual first.', 'Read', 'ɹˈid'],
  ['The settings were read at startup.', 'read', 'ɹˈɛd'],
  ['Please read the licence.', 'read', 'ɹˈid'],
  ['He read it twice last week.', 'read', 'ɹˈɛd'],
  ['Use the cache.', 'Use', 'jˈuz'],
  ['The use of locks is rare.', 'use', 'jˈus'],
  ['It is ready to use.', 'use', 'jˈuz'],
  ['Close the connection.', 'Close', 'klˈOz'],
  ['The result is close to zero.', 'close', 'klˈOs'],
  ['Add a record to the table.', 'record', 'ɹˈɛkəɹd'],
  ['Record the output of the run.', 'Record', 'ɹəkˈɔɹd'],
  ['The tests live beside the code.', 'live', 'lˈɪv'],
  ['The site goes live tomorrow.', 'live', 'lˈIv'],
  ['This may lead to a crash.', 'lead', 'lˈid'],
  ['The solder contains tin and lead.', 'lead', 'lˈɛd'],
  ['The cable was wound around the drum.', 'wound', 'wˈWnd'],
  ['Keep them in separate files.', 'separate', 'sˈɛpəɹət'],
  ['Separate the words with spaces.', 'Separate', 'sˈɛpəɹˌAt'],
  ['That token is invalid.', 'invalid', 'ɪnvˈælɪd'],
  ['That is an invalid argument.', 'invalid', 'ɪnvˈælɪd'],
  ['The store is close.', 'close', 'klˈOs'],
  ['We are so close!', 'close', 'klˈOs'],
  ['The shop is about to close.', 'close', 'klˈOz'],
  ['She was really upset.', 'upset', 'ˌʌpsˈɛt'],
  ['Please polish the shoes.', 'polish', 'pˈɑlɪʃ'],
  ['The Polish team won.', 'Polish', 'pˈOlɪʃ'],
  ['Send us your resume.', 'resume', 'ɹˈɛzəmˌA'],
  ['Press a key to resume the job.', 'resume', 'ɹəzˈum'],
  ['Ask for read access.', 'read', 'ɹˈid'],
  ['The kernel then read the table.', 'read', 'ɹˈɛd'],
  ['It opened the socket and read every packet.', 'read', 'ɹˈɛd'],
  ['Click the close button.', 'close', 'klˈOz'],
  ['Take a close look.', 'close', 'klˈOs'],
  ['The resume command is missing.', 'resume', 'ɹəzˈum'],
  ['These are minute details.', 'minute', 'mInˈut'],
  ['Clusters house the services.', 'house', 'hˈWz'],
  ['If in doubt, use the second form.', 'use', 'jˈuz'],
  ['Note that paths are relative.', 'that', 'ðæt'],
  ['Copy it so that nothing gets lost.', 'that', 'ðæt'],
  ['The shape is like that of a tree.', 'that', 'ðˈæt'],
  ['Open the port and pass that directly.', 'that', 'ðˈæt'],
  ['The compiler used to build it is old.', 'used', 'jˈuzd'],
  ['You will get used to the keys.', 'used', 'jˈust'],
  ['They used to live in one file.', 'used', 'jˈust'],
  ['It moves the goal closer.', 'closer', 'klˈOsəɹ'],
  ['A packet consists of two parts.', 'consists', 'kənsˈɪsts'],
  // Conversation.
  ['My aunt was treated like an invalid.', 'invalid', 'ˈɪnvəlɪd'],
  ['Could you close the window?', 'close', 'klˈOz'],
  ['He lives close by.', 'close', 'klˈOs'],
  ['That was a close one.', 'close', 'klˈOs'],
  ['It was the biggest upset of the year.', 'upset', 'ˈʌpsˌɛt'],
  ['You cannot live without water.', 'live', 'lˈɪv'],
  ['We heard them live last night.', 'live', 'lˈIv'],
  ['The girl who lives upstairs sings.', 'lives', 'lˈɪvz'],
  ['Can you read this? It was sent yesterday.', 'read', 'ɹˈid'],
  ['The sign read "no entry".', 'read', 'ɹˈɛd'],
  ['The teacher read us a story.', 'read', 'ɹˈɛd'],
  ['Mother makes me read every day.', 'read', 'ɹˈid'],
  ['The pipe is made of lead.', 'lead', 'lˈɛd'],
  ['Does this road lead home?', 'lead', 'lˈid'],
  ['The road winds through the hills.', 'winds', 'wˈIndz'],
  ['Do not forget to wind the clock.', 'wind', 'wˈInd'],
  ['A tear ran down her cheek.', 'tear', 'tˈɪɹ'],
  ['There is a tear in my coat.', 'tear', 'tˈɛɹ'],
  ['It is of no use to me.', 'use', 'jˈus'],
  ['Salt has a thousand uses.', 'uses', 'jˈusᵻz'],
  ['They are not used to eating so late.', 'used', 'jˈust'],
  ['Would anybody object if I left?', 'object', 'əbʤˈɛkt'],
  ['There is a minute crack in the vase.', 'minute', 'mInˈut'],
  ['The baby looked content.', 'content', 'kəntˈɛnt'],
  ['He dove into the lake.', 'dove', 'dˈOv'],
  ['The old sow had piglets.', 'sow', 'sˈW'],
  ['They caught a bass in the lake.', 'bass', 'bˈæs'],
  ['They had a row about money.', 'row', 'ɹˈW'],
  ['The cast took a bow.', 'bow', 'bˈW'],
  ['She shot him with a bow and arrow.', 'bow', 'bˈO'],
  ['He wound the clock.', 'wound', 'wˈWnd'],
  ['Please leave the refuse outside.', 'refuse', 'ɹˈɛfjˌus'],
  ['He is a learned man.', 'learned', 'lˈɜɹnɪd'],
  ['Excuse me, please.', 'Excuse', 'ɪkskjˈuz'],
];

describe('homographs', () => {
  let english: English;
  before(async () => {
    english = await English.load(nodeHost(), 'en-us');
  });

  for (const [sentence, word, said] of SENTENCES) {
    it(`“${sentence}”`, async () => {
      const runs = await english.phonemize(english.normalize(sentence));
      const run = runs.find(({ start, end }) => sentence.slice(start, end) === word);
      assert.equal(run?.phonemes, said);
    });
  }
});

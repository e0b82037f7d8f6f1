/** Common English words of developers, in sounds that most languages have. */
const WORDS =
  'api:ˈeipiai app:ˈap apps:ˈaps backend:bˈakend bug:bˈaɡ byte:bˈait bytes:bˈaits cache:kˈaʃ cloud:klˈaud ' +
  'commit:komˈit commits:komˈits default:defˈolt deploy:deplˈoi desktop:dˈesktop docker:dˈoker email:ˈimeil fork:fˈork ' +
  'framework:frˈeimwork frontend:frˈontend github:ɡˈitxab git:ɡˈit google:ɡˈuɡel hardware:xˈardwer hub:xˈab java:ʤˈava ' +
  'javascript:ʤˈavaskript json:ʤˈeison kubernetes:kubernˈetes linux:lˈinuks login:lˈoɡin merge:mˈerʤ microsoft:mˈaikrosoft node:nˈoud ' +
  'offline:oflˈain online:onlˈain plugin:plˈaɡin pull:pˈul push:pˈuʃ python:pˈaiton query:kwˈeri readme:rˈidmi release:relˈis ' +
  'request:rekwˈest script:skrˈipt software:sˈoftwer string:strˈinɡ token:tˈoken tokens:tˈokens typescript:tˈaipskript update:apdˈeit ' +
  'web:wˈeb website:wˈebsait wifi:wˈaifai windows:wˈindous workflow:wˈorkflou yaml:jˈamel';

/** The words in the sounds of a language, by replacements that are made in order. */
export function techWords(sounds: readonly (readonly [from: RegExp, to: string])[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    WORDS.split(' ').map((pair) => {
      const [word = '', phonemes = ''] = pair.split(':');
      return [word, sounds.reduce((said, [from, to]) => said.replace(from, to), phonemes)];
    }),
  );
}

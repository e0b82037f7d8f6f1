/** How the letters are called. */
const LETTERS =
  'エー ビー シー ディー イー エフ ジー エイチ アイ ジェー ケー エル エム エヌ オー ピー キュー アール エス ティー ユー ブイ ダブリュー エックス ワイ ゼット';
const LETTER_NAMES: readonly string[] = LETTERS.split(' ');

/** Words of developers, in small letters, as they are said in Japanese. */
const WORDS: ReadonlyMap<string, string> = new Map(
  `git=ギット github=ギットハブ gitlab=ギットラボ api=エーピーアイ app=アプリ apps=アップス web=ウェブ vue=ビュー react=リアクト
angular=アンギュラー svelte=スベルト node=ノード npm=エヌピーエム yarn=ヤーン webpack=ウェブパック vite=ヴィート babel=バベル
javascript=ジャバスクリプト typescript=タイプスクリプト java=ジャバ kotlin=コトリン swift=スウィフト rust=ラスト ruby=ルビー
rails=レイルズ python=パイソン perl=パール php=ピーエイチピー go=ゴー golang=ゴーラング scala=スカラ haskell=ハスケル
elixir=エリクサー erlang=アーラン dart=ダート flutter=フラッター django=ジャンゴ flask=フラスク laravel=ララベル
docker=ドッカー kubernetes=クバネティス linux=リナックス ubuntu=ウブントゥ debian=デビアン windows=ウィンドウズ mac=マック
macos=マックオーエス ios=アイオーエス android=アンドロイド google=グーグル apple=アップル microsoft=マイクロソフト amazon=アマゾン
aws=エーダブリューエス azure=アジュール chrome=クローム firefox=ファイヤーフォックス safari=サファリ edge=エッジ
html=エイチティーエムエル css=シーエスエス json=ジェイソン yaml=ヤムル toml=トムル xml=エックスエムエル csv=シーエスブイ
sql=エスキューエル mysql=マイエスキューエル postgresql=ポストグレスキューエル sqlite=エスキューライト redis=レディス
mongodb=モンゴディービー nosql=ノーエスキューエル graphql=グラフキューエル rest=レスト http=エイチティーティーピー
https=エイチティーティーピーエス url=ユーアールエル uri=ユーアールアイ dom=ドム ajax=エイジャックス cors=コルス csrf=シーサーフ
oauth=オーオース jwt=ジェイダブリューティー gui=グーイ cli=シーエルアイ ide=アイディーイー vscode=ブイエスコード code=コード
visual=ビジュアル studio=スタジオ readme=リードミー todo=トゥードゥー ok=オーケー wi-fi=ワイファイ wifi=ワイファイ bug=バグ
true=トゥルー false=フォルス null=ヌル undefined=アンディファインド nan=ナン void=ボイド int=イント bool=ブール char=キャラ
string=ストリング number=ナンバー boolean=ブーリアン object=オブジェクト array=アレイ list=リスト map=マップ set=セット
symbol=シンボル function=ファンクション class=クラス method=メソッド module=モジュール import=インポート export=エクスポート
default=デフォルト return=リターン const=コンスト let=レット var=バー if=イフ else=エルス for=フォー while=ワイル switch=スイッチ
case=ケース break=ブレイク continue=コンティニュー try=トライ catch=キャッチ finally=ファイナリー throw=スロー error=エラー
async=アシンク await=アウェイト promise=プロミス callback=コールバック event=イベント state=ステート props=プロップス prop=プロップ
ref=レフ hook=フック hooks=フックス component=コンポーネント components=コンポーネンツ template=テンプレート style=スタイル
script=スクリプト slot=スロット router=ルーター store=ストア data=データ key=キー value=バリュー index=インデックス id=アイディー
name=ネーム type=タイプ file=ファイル path=パス test=テスト build=ビルド run=ラン start=スタート install=インストール
package=パッケージ version=バージョン config=コンフィグ server=サーバー client=クライアント user=ユーザー users=ユーザーズ
request=リクエスト response=レスポンス get=ゲット post=ポスト put=プット delete=デリート patch=パッチ head=ヘッド
main=メイン master=マスター branch=ブランチ commit=コミット push=プッシュ pull=プル merge=マージ rebase=リベース fetch=フェッチ
clone=クローン fork=フォーク issue=イシュー issues=イシューズ tag=タグ release=リリース stash=スタッシュ checkout=チェックアウト
log=ログ print=プリント debug=デバッグ console=コンソール window=ウィンドウ document=ドキュメント element=エレメント
input=インプット output=アウトプット button=ボタン form=フォーム label=ラベル div=ディブ span=スパン img=イメージ src=ソース
href=エイチレフ link=リンク title=タイトル body=ボディ header=ヘッダー footer=フッター nav=ナブ section=セクション
public=パブリック private=プライベート static=スタティック final=ファイナル enum=イーナム struct=ストラクト trait=トレイト
impl=インプル interface=インターフェース extends=エクステンズ implements=インプリメンツ abstract=アブストラクト this=ディス
self=セルフ super=スーパー new=ニュー null=ヌル none=ノン some=サム option=オプション result=リザルト vec=ベック box=ボックス
cargo=カーゴ crate=クレート unix=ユニックス bash=バッシュ shell=シェル zsh=ズィーシェル ssh=エスエスエイチ sudo=スードゥー
vim=ビム emacs=イーマックス stack=スタック overflow=オーバーフロー open=オープン source=ソース free=フリー beta=ベータ
alpha=アルファ next=ネクスト nuxt=ナクスト express=エクスプレス jest=ジェスト mocha=モカ eslint=イーエスリント
prettier=プリティア jquery=ジェイクエリー bootstrap=ブートストラップ tailwind=テイルウィンド sass=サス less=レス
lambda=ラムダ unicode=ユニコード ascii=アスキー utf=ユーティーエフ regex=レジェックス regexp=レグエクスプ math=マス
date=デート time=タイム timeout=タイムアウト intl=イントル proxy=プロキシ worker=ワーカー cache=キャッシュ cookie=クッキー
session=セッション token=トークン hello=ハロー world=ワールド foo=フー bar=バー baz=バズ hoge=ホゲ fuga=フガ piyo=ピヨ
the=ザ and=アンド or=オア of=オブ to=トゥ in=イン on=オン with=ウィズ is=イズ vs=バーサス etc=エトセトラ
com=コム org=オーグ net=ネット io=アイオー dev=デブ jp=ジェーピー js=ジェーエス ts=ティーエス jsx=ジェーエスエックス
tsx=ティーエスエックス md=エムディー py=パイ rs=アールエス exe=エグゼ env=エンブ src=ソース lib=リブ bin=ビン tmp=テンプ
www=ダブリューダブリューダブリュー localhost=ローカルホスト ai=エーアイ llm=エルエルエム chatgpt=チャットジーピーティー
openai=オープンエーアイ kokoro=ココロ os=オーエス pc=ピーシー cpu=シーピーユー gpu=ジーピーユー usb=ユーエスビー
ram=ラム rom=ロム ssd=エスエスディー sdk=エスディーケー jit=ジット gc=ジーシー mime=マイム png=ピング jpeg=ジェイペグ
jpg=ジェイペグ gif=ジフ svg=エスブイジー pdf=ピーディーエフ zip=ジップ wasm=ワズム spa=エスピーエー seo=エスイーオー
ux=ユーエックス ui=ユーアイ faq=エフエーキュー qa=キューエー saas=サース crud=クラッド solid=ソリッド tls=ティーエルエス query=クエリ message=メッセージ messages=メッセージズ println=プリントエルエヌ mut=ミュート eq=イーキュー
expr=エクスプレッション err=エラー ip=アイピー db=ディービー vm=ブイエム tv=ティービー pr=ピーアール ci=シーアイ cd=シーディー dm=ディーエム
ja=ジェーエー en=イーエヌ language=ランゲージ change=チェンジ changed=チェンジド changes=チェンジズ dog=ドッグ big=ビッグ canary=カナリア
animate=アニメート init=イニット async=エイシンク deref=デレフ utf8=ユーティーエフエイト codemod=コードモッド memo=メモ args=アーグス
arg=アーグ stdin=スタンダードイン stdout=スタンダードアウト println=プリントライン iter=イテレート unwrap=アンラップ zsh=ズィーシェル
regex=レジェックス semver=セムバー eslint=イーエスリント webassembly=ウェブアセンブリ devtools=デブツールズ todos=トゥードゥーズ
copy=コピー ready=レディー enable=イネーブル event=イベント events=イベンツ image=イメージ images=イメージズ restaurant=レストラン`
    .split(/\s+/)
    .map((entry) => {
      const at = entry.indexOf('=');
      return [entry.slice(0, at), entry.slice(at + 1)] as const;
    }),
);

/** Digits that stand behind letters are said in English: "ES6", "UTF-8". */
const ENGLISH_DIGITS: readonly string[] =
  'ゼロ ワン ツー スリー フォー ファイブ シックス セブン エイト ナイン テン イレブン トゥエルブ'.split(' ');

/** How a word of Latin letters is known to be said, in katakana. */
export function knownWord(word: string): string | undefined {
  return WORDS.get(word.toLowerCase());
}

/** Letters said one by one; marks on them are not said. */
export function spelled(letters: string): string {
  return Array.from(
    letters.normalize('NFD').toUpperCase(),
    (letter) => LETTER_NAMES[letter.charCodeAt(0) - 65] ?? '',
  ).join('');
}

/** A small number in a name, or undefined. */
export function englishNumber(digits: string): string | undefined {
  return digits.length <= 2 ? ENGLISH_DIGITS[Number(digits)] : undefined;
}

/** Whether letters are an abbreviation that nobody reads as a word: "XML", "UUID", but not "BASE". */
export function isAbbreviation(word: string): boolean {
  if (word.length === 1 || /^\p{Lu}{2,3}$/u.test(word)) return true;
  if (/^\p{Lu}{4,5}$/u.test(word)) return /^[^AEIOUY]+$|[^AEIOUY]{3}|[AEIOUY]{3}/.test(word);
  return word.length <= 4 && !/[aeiouyàâäéèêëïîôöùûü]/i.test(word);
}

import { testSemioticClasses } from '../../../support/semioticClasses';

describe("Spanish's semiotic classes", () => {
  testSemioticClasses('es', {
    cardinal: [
      ['Vinieron 1.234 personas', 'mil doscientas treinta y cuatro'],
      ['1.000.000.000', 'mil millones'],
      ['−5', 'cinco'],
    ],
    ordinal: [
      ['la 134.ª vez', 'centésima trigésima cuarta'],
      ['el 28.º', 'vigésimo octavo'],
      ['el 1.ᵉʳ día', 'primer'],
    ],
    decimal: [['unos 3,14', 'tres coma catorce']],
    fraction: [
      ['1/2 taza', 'media'],
      ['2 3/4', 'dos y tres cuartos'],
      ['½ km', 'medio kilómetro'],
      ['⅝ de ello', 'cinco octavos'],
    ],
    date: [
      ['el 04/03/2025', 'cuatro de marzo de dos mil veinticinco'],
      ['el 1 ene. 2026', 'uno de enero de dos mil veintiséis'],
      ['2024.03.15', 'quince de marzo de dos mil veinticuatro'],
    ],
    time: [
      ['a la 1:00', 'una en punto'],
      ['a las 12.30 a.m. o', 'doce y treinta de la noche'],
      ['a las 3 p. m. o', 'tres de la tarde'],
      ['20:00 GMT-3', 'veinte horas'],
    ],
    duration: [['tarda 2 h 30 min', 'dos horas treinta minutos']],
    money: [
      ['€2 millones', 'dos millones de euros'],
      ['2 000 000 €', 'dos millones de euros'],
      ['US$ 5,50', 'cinco dólares con cincuenta centavos'],
      ['₩300 y ₺2', 'trescientos wones dos liras turcas'],
      ['200.000.001 £', 'doscientos millones una libras'],
    ],
    measure: [
      ['3 km/s', 'tres kilómetros por segundo'],
      ['5 g/cm³', 'cinco gramos por centímetro cúbico'],
      ['100 m2', 'cien metros cuadrados'],
    ],
    telephone: [
      ['+1 (123) 123-5678', 'más uno uno dos tres uno dos tres cinco seis siete ocho'],
      ['Llame al 555-0123 ya', 'cinco cinco cinco cero uno dos tres'],
    ],
    address: [['CP 28013 Madrid', 'dos ocho cero uno tres']],
    electronic: [['ana@site.org', 'ana arroba site punto org']],
    roman: [
      ['el siglo xix', 'diecinueve'],
      ['Felipe VI', 'sexto'],
    ],
    range: [['10–20 días', 'a']],
    math: [
      ['x²', 'al cuadrado'],
      ['3 x 4', 'por'],
      ['5 − 3', 'menos'],
    ],
    score: [['Ganaron 3-2.', 'a']],
  });
});

describe("French's semiotic classes", () => {
  testSemioticClasses('fr', {
    cardinal: [['21 pages', 'vingt et une']],
    ordinal: [
      ['la 1ère fois', 'première'],
      ['la 1000e fois', 'millième'],
      ['le 2nd', 'second'],
    ],
    decimal: [['environ 3,14', 'trois virgule quatorze']],
    fraction: [
      ['2/9', 'deux neuvièmes'],
      ['1 1/2', 'un et demi'],
      ['½ litre', 'un demi'],
      ['3/4 h', "trois quarts d'heure"],
    ],
    date: [
      ['le 1/12/2026', 'premier décembre deux mille vingt-six'],
      ['les 17/18 juin', 'dix-huit juin'],
    ],
    time: [
      ['à 14h30', 'quatorze heures trente'],
      ['10:05:07', 'dix heures cinq minutes et sept secondes'],
    ],
    duration: [['en 5 ms', 'cinq millisecondes']],
    money: [
      ['2 000 000 €', "deux millions d'euros"],
      ['10 M€', "dix millions d'euros"],
      ['3,50 €', 'trois euros et cinquante centimes'],
      ['5 Md$', 'cinq milliards de dollars'],
    ],
    measure: [
      ['1,5 m', 'un virgule cinq mètre'],
      ['5 km²', 'cinq kilomètres carrés'],
      ['10 µs/m', 'dix microsecondes par mètre'],
    ],
    telephone: [['le 06 12 34 56 78', 'zéro six douze trente-quatre cinquante-six soixante-dix-huit']],
    address: [['code postal 75011', 'sept cinq zéro un un']],
    electronic: [['http://site.org', 'site point org']],
    roman: [['XXIe siècle', 'vingt et unième']],
    range: [['10-20 jours', 'à']],
    math: [['10⁻³', 'puissance moins trois']],
    score: [['Ils ont gagné 3-2.', 'à']],
  });
});

describe("Italian's semiotic classes", () => {
  testSemioticClasses('it', {
    cardinal: [['180 pagine', 'centottanta']],
    ordinal: [
      ['il 26º', 'ventiseiesimo'],
      ['la 108ª', 'centottesima'],
    ],
    decimal: [['circa 3,5', 'tre virgola cinque']],
    fraction: [
      ['1/5', 'un quinto'],
      ['½ tazza', 'mezza'],
      ['2½ ore', 'due e mezza'],
    ],
    date: [['il 1 gennaio', 'primo gennaio']],
    time: [
      ['alle 12.30', 'dodici e trenta'],
      ['alle 1:00', 'una'],
    ],
    duration: [['in 1 h', "un'ora"]],
    money: [
      ['2 milioni di €', 'due milioni di euro'],
      ['5 mln€', 'cinque milioni di euro'],
      ['2,01 ₽', 'due rubli e un copeco'],
    ],
    measure: [
      ['5 km/s', 'cinque chilometri al secondo'],
      ['1 kg', 'un chilogrammo'],
    ],
    telephone: [['tel. 06 1234567', 'zero sei uno due tre quattro cinque sei sette']],
    address: [['CAP 00184', 'zero zero uno otto quattro']],
    electronic: [['ugo@sito.it', 'ugo chiocciola sito punto it']],
    roman: [['XXI secolo', 'ventunesimo']],
    range: [['10-20', 'a']],
    math: [['10³', 'al cubo']],
    score: [['3-2.', 'a']],
  });
});

describe("Portuguese's semiotic classes", () => {
  testSemioticClasses('pt-br', {
    cardinal: [
      ['1.000.000.000', 'um bilhão'],
      ['200 páginas', 'duzentas'],
    ],
    ordinal: [['a 111ª', 'centésima décima primeira']],
    decimal: [['3,25', 'três vírgula vinte e cinco']],
    fraction: [
      ['3/11', 'três onze avos'],
      ['1/2 xícara', 'meia'],
    ],
    date: [
      ['1 de janeiro de 2000', 'primeiro de janeiro de dois mil'],
      ['03/15/2024', 'quinze de março de dois mil e vinte e quatro'],
    ],
    time: [
      ['às 14h30', 'catorze horas e trinta'],
      ['14:30:05', 'catorze horas trinta minutos e cinco segundos'],
    ],
    duration: [['1 min', 'um minuto']],
    money: [
      ['R$ 2 milhões', 'dois milhões de reais'],
      ['R$ 0,25', 'vinte e cinco centavos'],
      ['US$ 3 bi', 'três bilhões de dólares'],
      ['$ 1000000', 'um milhão de dólares'],
    ],
    measure: [
      ['1 kg', 'um quilograma'],
      ['2 m²', 'dois metros quadrados'],
    ],
    telephone: [['(11) 99999-8888', 'um um nove nove nove nove nove oito oito oito oito']],
    address: [['CEP 01310', 'zero um três um zero']],
    electronic: [['a@b.com.br', 'a arroba b ponto com ponto br']],
    roman: [['Dom Pedro II', 'segundo']],
    range: [['10-20', 'a']],
    math: [['2 + 2', 'mais']],
    score: [['3-2.', 'a']],
  });
});

describe("Hindi's semiotic classes", () => {
  testSemioticClasses('hi', {
    cardinal: [['१२३ लोग', 'एक सौ तेईस']],
    ordinal: [
      ['5वीं', 'पाँचवीं'],
      ['६ठी', 'छठी'],
      ['2रे', 'दूसरे'],
    ],
    decimal: [['3.14 है', 'तीन दशमलव एक चार']],
    fraction: [
      ['५/३०४', 'पाँच बटा तीन सौ चार'],
      ['2½ km', 'ढाई किलोमीटर'],
    ],
    date: [
      ['06-05', 'छह मई'],
      ['1999 में', 'उन्नीस सौ निन्यानवे'],
      ['5 जनवरी 1998', 'पाँच जनवरी उन्नीस सौ अट्ठानवे'],
    ],
    time: [['12:10:10', 'बारह बजकर दस मिनट दस सेकंड']],
    duration: [['5 min', 'पाँच मिनट']],
    money: [
      ['₹2 करोड़', 'दो करोड़ रुपये'],
      ['₹123.57', 'एक सौ तेईस रुपये सत्तावन पैसे'],
      ['Rs. 500', 'पाँच सौ रुपये'],
      ['₦10', 'दस नाइरा'],
    ],
    measure: [
      ['5 km/hr', 'पाँच किलोमीटर प्रति घंटा'],
      ['7 K.', 'सात केल्विन'],
    ],
    telephone: [['+91 7440431083', 'प्लस नौ एक सात चार चार शून्य चार तीन एक शून्य आठ तीन']],
    address: [
      ['पिन कोड 110023', 'एक एक शून्य शून्य दो तीन'],
      ['रांची, झारखंड 736557', 'सात तीन छह पाँच पाँच सात'],
    ],
    electronic: [['a@b.com', 'a एट b डॉट com']],
    roman: [['अध्याय IV', 'चार']],
    range: [['10-20', 'से']],
    math: [['2x2', 'बाई']],
    score: [['3-2.', '']],
  });
});

"""The names under which news agencies sign, in datelines and at the end of a text."""

from __future__ import annotations

from variance.text.patterns import LatePattern

AGENCIES = frozenset(
    (
        *("AFP", "Agence France-Presse", "Agence France Presse", "AFP-Relaxnews", "AP", "Associated Press"),
        *("The Associated Press", "Reuters", "Thomson Reuters", "Thomson Reuters Foundation", "UPI"),
        *("United Press International", "Bloomberg", "Bloomberg News", "dpa", "Deutsche Presse-Agentur"),
        *("PA", "PA Media", "Press Association", "AAP", "Australian Associated Press", "CP"),
        *("The Canadian Press", "Canadian Press", "NZPA", "SAPA", "EFE", "ANSA", "ANP", "Belga", "APA"),
        *("ATS", "Keystone-SDA", "TT", "NTB", "Ritzau", "STT", "PAP", "CTK", "MTI", "Lusa", "TASS", "Tass"),
        *("ITAR-TASS", "Interfax", "RIA Novosti", "RIA", "Sputnik", "Ukrinform", "Xinhua", "CNA", "CNS"),
        *("China News Service", "Yonhap", "Yonhap News Agency", "KCNA", "Kyodo", "Kyodo News", "Jiji"),
        *("Jiji Press", "PTI", "Press Trust of India", "ANI", "IANS", "UNI", "APP", "BSS", "UNB", "Bernama"),
        *("Antara", "PNA", "VNA", "Anadolu", "Anadolu Agency", "AA", "IRNA", "Tasnim", "WAFA", "SPA", "WAM"),
        *("MENA", "NAN", "GNA", "KNA", "TAP", "MAP", "Prensa Latina", "Telam", "Agencia Brasil", "Notimex"),
        *("CNN", "BBC", "CBS", "CBS News", "NBC", "NBC News", "ABC News", "Fox News", "NPR", "VOA", "RFE/RL"),
        *("RFA", "DW", "Al Jazeera", "RNS", "CNA", "KHN", "States Newsroom", "Tribune News Service", "TNS"),
        *("The Conversation", "StatePoint", "Newswise", "PRNewswire", "PR Newswire", "Business Wire"),
    )
)

# A name or two of them: "AFP", "RFE/RL", "AFP/AP", "Reuters and AP".
_PARTING = LatePattern(r"\s?[/,;|&+]\s?(?:and )?| and | with |\s-\s")


def are_agencies(text: str) -> bool:
    """Whether a text is the name of one or more agencies and nothing else."""
    return text in AGENCIES or all(part in AGENCIES for part in _PARTING.split(text))

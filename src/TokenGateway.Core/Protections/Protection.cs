namespace TokenGateway.Core.Protections;

/// <summary>Every protection, named where it acts. <c>docs/security-corpus.md</c> lists the cases that fail without it.</summary>
internal enum Protection
{
    /// <summary>A message with a length and chunks is refused.</summary>
    OneFraming,

    /// <summary>No transfer coding but one <c>chunked</c>.</summary>
    OnlyChunked,

    /// <summary>No chunks in HTTP/1.0.</summary>
    NoChunksInHttp10,

    /// <summary>No fields of a connection in HTTP/2.</summary>
    NoConnectionFieldsInHttp2,

    /// <summary>A length is digits.</summary>
    LengthIsDigits,

    /// <summary>HEAD has one spelling.</summary>
    HeadIsUpperCase,

    /// <summary>A line ends with CR LF.</summary>
    WholeLineEnds,

    /// <summary>A header name is a token.</summary>
    NamesAreTokens,

    /// <summary>Header names that frame or route a message have one spelling.</summary>
    OneSpelling,

    /// <summary>Identity headers of a client are dropped.</summary>
    ProtectedNames,

    /// <summary>... in any spelling.</summary>
    FoldedNames,

    /// <summary>Names that the gateway sets or matches on have one spelling, and those that it sets are not the client's.</summary>
    OwnedNames,

    /// <summary>Headers that mislead an upstream are dropped.</summary>
    DenyList,

    /// <summary>Forwarded client information is accepted only from trusted proxies.</summary>
    TrustedPeers,

    /// <summary>Headers that <c>Connection</c> names are dropped.</summary>
    NamedByConnection,

    /// <summary>Our cookies are removed from requests.</summary>
    CookiesCut,

    /// <summary>An upstream cannot set our cookies.</summary>
    CookiesNotSet,

    /// <summary>A nameless cookie is treated as what its value reads as.</summary>
    NamelessCookies,

    /// <summary>A target that is not in origin form is reduced or refused.</summary>
    OriginForm,

    /// <summary>No dot segments.</summary>
    NoDotSegments,

    /// <summary>No backslashes.</summary>
    NoBackslashes,

    /// <summary>No control characters in the path.</summary>
    NoControls,

    /// <summary>No fragment.</summary>
    NoFragments,

    /// <summary>Percent sequences are valid.</summary>
    ValidPercent,

    /// <summary>... and UTF-8.</summary>
    ValidUtf8,

    /// <summary>Encoded once.</summary>
    EncodedOnce,

    /// <summary>No dot or space at the end of a segment.</summary>
    NoTrailingDots,

    /// <summary>No streams of NTFS by their type.</summary>
    NoFileStreams,

    /// <summary>No encoded slash unless the route allows it.</summary>
    EncodedSlashes,

    /// <summary>No path parameters unless the route allows them.</summary>
    PathParameters,

    /// <summary>No empty segments unless the route allows them.</summary>
    EmptySegments,

    /// <summary>A path may have only few optional features, since each adds readings.</summary>
    FewFeatures,

    /// <summary>The upstream gets the exact bytes of path and query.</summary>
    ByteExactTarget,

    /// <summary>A host has one spelling.</summary>
    OneHost,

    /// <summary>Match conditions other than the path are unambiguous.</summary>
    ConditionsReadOnce,

    /// <summary>A request that several routes match equally is refused.</summary>
    OneRoute,

    /// <summary>Every reading of a path with loosened features belongs to the route that decides.</summary>
    ReadingsAlike,

    /// <summary>A second target is decided, or not forwarded.</summary>
    SecondTargets,

    /// <summary>A method override is decided.</summary>
    MethodOverridesDecided,

    /// <summary>... and their number is limited.</summary>
    FewSecondDecisions,

    /// <summary>TRACE, CONNECT and overlong methods are refused.</summary>
    RefusedMethods,

    /// <summary>Credential pairs are removed from the query.</summary>
    QueryStripped,

    /// <summary>... in any encoding of their names.</summary>
    EncodedQueryNames,

    /// <summary>... and in the spellings that common parsers fold into them.</summary>
    FoldedQueryNames,

    /// <summary>... and any value with the shape of a token.</summary>
    TokensInQuery,

    /// <summary>Only the exact name of a parameter authenticates.</summary>
    ExactQueryName,

    /// <summary>One credential, not more.</summary>
    ExactlyOne,

    /// <summary>A scheme, one space, a token, nothing else.</summary>
    StrictScheme,

    /// <summary>A header that resembles an attempt to authenticate counts as one.</summary>
    LookAlikes,

    /// <summary>The credential header is not forwarded.</summary>
    AuthorizationStripped,

    /// <summary>The credential headers are not forwarded.</summary>
    HeadersStripped,

    /// <summary>No second copy of the presented secret is forwarded.</summary>
    NoCopies,

    /// <summary>No other value of our shape is forwarded.</summary>
    NoOwnValues,

    /// <summary>No secret as a header's name.</summary>
    NoSecretNames,

    /// <summary>No secret in path or host.</summary>
    NoSecretInRequestLine,

    /// <summary>A token must be valid.</summary>
    ValidToken,

    /// <summary>A token works only in a realm that its owner has.</summary>
    OwnersRealm,

    /// <summary>A connection's memo applies to the same credential only.</summary>
    MemoMatches,

    /// <summary>Without a token, access is denied.</summary>
    TokenNeeded,

    /// <summary>The route's policy decides.</summary>
    PolicyDecides,

    /// <summary>Requests in progress end with their token.</summary>
    StreamsEndWithToken,

    /// <summary>A preflight has an origin.</summary>
    PreflightHasOrigin,

    /// <summary>A preflight has no body.</summary>
    PreflightHasNoBody,

    /// <summary>A preflight without a policy is refused.</summary>
    PreflightNeedsPolicy,

    /// <summary>Responses vary on the credential headers.</summary>
    AnswersVary,

    /// <summary>Responses to tokens in the query are private.</summary>
    AnswersArePrivate,

    /// <summary>... completely, not only some of their headers.</summary>
    QualifiedPrivate,

    /// <summary>... also for caches that have headers of their own.</summary>
    SharedCachesSkipped,

    /// <summary>A 401 has a challenge.</summary>
    Challenges,

    /// <summary>Refusals are not stored.</summary>
    RefusalsNotStored,

    /// <summary>Logs that dump requests are off.</summary>
    QuietLogs,

    /// <summary>Tokens among a WebSocket's subprotocols are removed.</summary>
    SocketTokensCut,

    /// <summary>An upgrade is a GET.</summary>
    UpgradesAreGets,

    /// <summary>Only upgrades that the route allows are forwarded.</summary>
    KnownUpgrades,

    /// <summary>An upstream switches to the requested protocol, or not at all.</summary>
    SwitchesAsAsked,

    /// <summary>Schemes that authenticate a connection never share one.</summary>
    NoConnectionSchemes,

    /// <summary>... and are not offered.</summary>
    NoConnectionChallenges,

    /// <summary>A forwarded preflight has no effective headers.</summary>
    BarePreflights,

    /// <summary>The sent message matches the decision.</summary>
    DecidedIsForwarded,
}

namespace TokenGateway.Core.Protections;

/// <summary>
/// Everything that keeps something out or in, each named where it acts. <c>docs/security-corpus.md</c> says which cases
/// turn red when one is taken away.
/// </summary>
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

    /// <summary>What frames or routes a message has one spelling.</summary>
    OneSpelling,

    /// <summary>Identity headers of a client are dropped.</summary>
    ProtectedNames,

    /// <summary>... under any spelling.</summary>
    FoldedNames,

    /// <summary>Names that the gateway sets or matches on have one spelling, and those that it sets are not the client's.</summary>
    OwnedNames,

    /// <summary>Headers that mislead an upstream are dropped.</summary>
    DenyList,

    /// <summary>What is forwarded about a client counts from trusted proxies alone.</summary>
    TrustedPeers,

    /// <summary>Headers that <c>Connection</c> names are dropped.</summary>
    NamedByConnection,

    /// <summary>Our cookies are cut out of requests.</summary>
    CookiesCut,

    /// <summary>An upstream cannot set our cookies.</summary>
    CookiesNotSet,

    /// <summary>A cookie without a name is what its value reads as.</summary>
    NamelessCookies,

    /// <summary>A target that is no origin form is reduced or refused.</summary>
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

    /// <summary>Little in a path that only some routes allow, since each makes further readings.</summary>
    FewFeatures,

    /// <summary>The upstream gets the path's and query's own bytes.</summary>
    ByteExactTarget,

    /// <summary>A host has one spelling.</summary>
    OneHost,

    /// <summary>What chooses the route beside the path reads in one way.</summary>
    ConditionsReadOnce,

    /// <summary>A request that several routes match alike is refused.</summary>
    OneRoute,

    /// <summary>Every reading of a path with loosened features belongs to the route that decides.</summary>
    ReadingsAlike,

    /// <summary>A second target is decided on, or not forwarded.</summary>
    SecondTargets,

    /// <summary>A method that the upstream is asked to act on is decided on.</summary>
    MethodOverridesDecided,

    /// <summary>... and they are few.</summary>
    FewSecondDecisions,

    /// <summary>TRACE, CONNECT and endless methods go nowhere.</summary>
    RefusedMethods,

    /// <summary>Credential pairs leave the query.</summary>
    QueryStripped,

    /// <summary>... under any encoding of their names.</summary>
    EncodedQueryNames,

    /// <summary>... and in the spellings that common readers fold into them.</summary>
    FoldedQueryNames,

    /// <summary>... and whatever has the shape of a token.</summary>
    TokensInQuery,

    /// <summary>Only the exact name of a parameter authenticates.</summary>
    ExactQueryName,

    /// <summary>One credential, not more.</summary>
    ExactlyOne,

    /// <summary>A scheme, one space, a token, nothing else.</summary>
    StrictScheme,

    /// <summary>What looks like a try to authenticate is one.</summary>
    LookAlikes,

    /// <summary>The credential header does not go on.</summary>
    AuthorizationStripped,

    /// <summary>The credential headers do not go on.</summary>
    HeadersStripped,

    /// <summary>No second copy of the presented secret goes on.</summary>
    NoCopies,

    /// <summary>No value of our shape goes on that nobody presented.</summary>
    NoOwnValues,

    /// <summary>No secret as a header's name.</summary>
    NoSecretNames,

    /// <summary>No secret in path or host.</summary>
    NoSecretInRequestLine,

    /// <summary>A token must be valid.</summary>
    ValidToken,

    /// <summary>A token works in a realm that its owner has.</summary>
    OwnersRealm,

    /// <summary>A connection's memory answers for the same credential only.</summary>
    MemoMatches,

    /// <summary>No token, no entry.</summary>
    TokenNeeded,

    /// <summary>The route's policy decides.</summary>
    PolicyDecides,

    /// <summary>What is under way ends with its token.</summary>
    StreamsEndWithToken,

    /// <summary>A preflight has an origin.</summary>
    PreflightHasOrigin,

    /// <summary>A preflight has no body.</summary>
    PreflightHasNoBody,

    /// <summary>A preflight without a policy is refused.</summary>
    PreflightNeedsPolicy,

    /// <summary>Answers vary on the credential headers.</summary>
    AnswersVary,

    /// <summary>Answers to tokens in the query are private.</summary>
    AnswersArePrivate,

    /// <summary>... all of them, not some of their headers.</summary>
    QualifiedPrivate,

    /// <summary>... for caches that are addressed by headers of their own, too.</summary>
    SharedCachesSkipped,

    /// <summary>A 401 challenges.</summary>
    Challenges,

    /// <summary>Refusals are not stored.</summary>
    RefusalsNotStored,

    /// <summary>Log lines that dump requests are off.</summary>
    QuietLogs,

    /// <summary>Tokens among a WebSocket's protocols are taken out.</summary>
    SocketTokensCut,

    /// <summary>An upgrade is a GET.</summary>
    UpgradesAreGets,

    /// <summary>Only upgrades that the route allows are forwarded.</summary>
    KnownUpgrades,

    /// <summary>An upstream switches to the protocol that was asked for, or not at all.</summary>
    SwitchesAsAsked,

    /// <summary>Schemes that sign a connection in never share one.</summary>
    NoConnectionSchemes,

    /// <summary>... and are not offered.</summary>
    NoConnectionChallenges,

    /// <summary>A forwarded preflight carries nothing that acts.</summary>
    BarePreflights,

    /// <summary>The message that leaves is the one that was decided on.</summary>
    DecidedIsForwarded,
}

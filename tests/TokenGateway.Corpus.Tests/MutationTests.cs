#if PROTECTION_SWITCHES
using TokenGateway.Core.Protections;
using TokenGateway.Corpus.Tests.Running;

namespace TokenGateway.Corpus.Tests;

/// <summary>
/// Takes the protections away one by one: the corpus must notice each. Only in a build that can
/// (<c>-p:ProtectionSwitches=true</c>, which <c>./test.sh --long</c> makes).
/// </summary>
public sealed class MutationTests
{
    /// <summary>Each protection with the rules whose cases must notice; a protection that is missing here is an error.</summary>
    private static readonly Dictionary<Protection, string[]> Rules = new()
    {
        [Protection.OneFraming] = ["framing.cl-te"],
        [Protection.OnlyChunked] = ["framing.coding"],
        [Protection.NoChunksInHttp10] = ["framing.http10"],
        [Protection.NoConnectionFieldsInHttp2] = ["framing.h2"],
        [Protection.LengthIsDigits] = ["framing.length"],
        [Protection.HeadIsUpperCase] = ["bare-15.head"],
        [Protection.WholeLineEnds] = ["bare-12"],
        [Protection.NamesAreTokens] = ["framing.names"],
        [Protection.OneSpelling] = ["framing.length", "framing.coding"],
        [Protection.ProtectedNames] = ["bare-1"],
        [Protection.FoldedNames] = ["bare-1"],
        [Protection.OwnedNames] = ["bare-15.owned"],
        [Protection.DenyList] = ["bare-7"],
        [Protection.TrustedPeers] = ["addresses"],
        [Protection.NamedByConnection] = ["bare-8"],
        [Protection.CookiesCut] = ["cookies"],
        [Protection.CookiesNotSet] = ["cookies"],
        [Protection.NamelessCookies] = ["cookies"],
        [Protection.OriginForm] = ["bare-4.rooted", "bare-6"],
        [Protection.NoDotSegments] = ["bare-4.dots"],
        [Protection.NoBackslashes] = ["bare-4.backslash"],
        [Protection.NoControls] = ["bare-4.controls"],
        [Protection.NoFragments] = ["bare-4.fragment"],
        [Protection.ValidPercent] = ["bare-4.percent"],
        [Protection.ValidUtf8] = ["bare-4.percent"],
        [Protection.EncodedOnce] = ["bare-4.double"],
        [Protection.NoTrailingDots] = ["bare-4.trailing"],
        [Protection.NoFileStreams] = ["bare-4.streams"],
        [Protection.EncodedSlashes] = ["bare-4.slash"],
        [Protection.PathParameters] = ["bare-4.parameters"],
        [Protection.EmptySegments] = ["bare-4.empty"],
        [Protection.FewFeatures] = ["bare-16.cost"],
        [Protection.ByteExactTarget] = ["bare-2", "oracle-1:1"],
        [Protection.OneHost] = ["bare-15.host"],
        [Protection.ConditionsReadOnce] = ["bare-15.query"],
        [Protection.OneRoute] = ["bare-15.ties"],
        [Protection.ReadingsAlike] = ["bare-16.readings"],
        [Protection.SecondTargets] = ["bare-16.targets"],
        [Protection.MethodOverridesDecided] = ["bare-16.methods"],
        [Protection.FewSecondDecisions] = ["bare-16.cost"],
        [Protection.RefusedMethods] = ["bare-6"],
        [Protection.QueryStripped] = ["strip.query"],
        [Protection.EncodedQueryNames] = ["bare-2"],
        [Protection.FoldedQueryNames] = ["strip.folded"],
        [Protection.TokensInQuery] = ["strip.shape"],
        [Protection.ExactQueryName] = ["credentials.places"],
        [Protection.ExactlyOne] = ["credentials.one"],
        [Protection.StrictScheme] = ["credentials.scheme"],
        [Protection.LookAlikes] = ["credentials.scheme", "credentials.look-alikes"],
        [Protection.AuthorizationStripped] = ["preflight.forward"],
        [Protection.HeadersStripped] = ["preflight.forward"],
        [Protection.NoCopies] = ["strip.copies"],
        [Protection.NoOwnValues] = ["strip.copies"],
        [Protection.NoSecretNames] = ["strip.copies"],
        [Protection.NoSecretInRequestLine] = ["strip.copies"],
        [Protection.ValidToken] = ["refusals.oracle"],
        [Protection.OwnersRealm] = ["refusals.realm"],
        [Protection.MemoMatches] = ["cache"],
        [Protection.TokenNeeded] = ["refusals.challenge"],
        [Protection.PolicyDecides] = ["refusals.scope"],
        [Protection.StreamsEndWithToken] = ["upgrades.end"],
        [Protection.PreflightHasOrigin] = ["bare-11"],
        [Protection.PreflightHasNoBody] = ["bare-11"],
        [Protection.PreflightNeedsPolicy] = ["preflight"],
        [Protection.AnswersVary] = ["responses.vary"],
        [Protection.AnswersArePrivate] = ["responses.private"],
        [Protection.QualifiedPrivate] = ["responses.private"],
        [Protection.SharedCachesSkipped] = ["responses.shared"],
        [Protection.Challenges] = ["refusals.challenge"],
        [Protection.RefusalsNotStored] = ["refusals.store"],
        [Protection.QuietLogs] = ["bare-9", "logs"],
        [Protection.SocketTokensCut] = ["credentials.protocol"],
        [Protection.UpgradesAreGets] = ["upgrades.get"],
        [Protection.KnownUpgrades] = ["upgrades.known"],
        [Protection.SwitchesAsAsked] = ["upgrades.asked"],
        [Protection.NoConnectionSchemes] = ["connections.schemes"],
        [Protection.NoConnectionChallenges] = ["connections.challenges"],
        [Protection.BarePreflights] = ["preflight.bare"],
        [Protection.DecidedIsForwarded] = ["decided"],
    };

    public static TheoryData<string> Names => [.. Enum.GetNames<Protection>()];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_case_fails_without(string protection)
    {
        ProtectionSwitch.Removed = Enum.Parse<Protection>(protection);
        var gateway = new CorpusGateway();
        try
        {
            await gateway.InitializeAsync();
            (await FirstFaultAsync(gateway, Rules[ProtectionSwitch.Removed.Value])).ShouldNotBeNull("nothing noticed");
        }
        finally
        {
            ProtectionSwitch.Removed = null;
            await gateway.DisposeAsync();
        }
    }

    private static async Task<string?> FirstFaultAsync(CorpusGateway gateway, string[] rules)
    {
        foreach (var one in Cases.Corpus.Cases.Where(one => one.Rules.Intersect(rules).Any()))
        {
            if (await CaseRun.RunAsync(gateway, one) is [var fault, ..])
                return fault;
        }

        return null;
    }
}
#endif

namespace TokenGateway.EndToEnd.Tests.Library;

/// <summary>The two tokens that the sample host declares and its README shows.</summary>
internal static class SampleTokens
{
    public const string Alice = "tgw_1_SampleTokenOfAliceKnownToEverybodyNoSecret01scxyl";

    public const string Bob = "tgw_2_SampleTokenOfBobKnownToEverybodyNoSecret0001nSrip";
}

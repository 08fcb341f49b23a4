namespace TokenGateway.EndToEnd.Tests.Limits;

/// <summary>RFC 9113, 6.</summary>
internal enum Http2FrameType : byte
{
    Data = 0,
    Headers = 1,
    RstStream = 3,
    Settings = 4,
    Ping = 6,
    GoAway = 7,
    Continuation = 9,
}

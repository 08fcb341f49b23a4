namespace TokenGateway.Testing.Http2;

/// <summary>The type of an HTTP/2 frame (RFC 9113, section 6).</summary>
internal enum Http2FrameType
{
    Data = 0,
    Headers = 1,
    Priority = 2,
    ResetStream = 3,
    Settings = 4,
    PushPromise = 5,
    Ping = 6,
    GoAway = 7,
    WindowUpdate = 8,
    Continuation = 9,
}

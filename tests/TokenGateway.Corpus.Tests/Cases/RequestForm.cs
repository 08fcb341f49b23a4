namespace TokenGateway.Corpus.Tests.Cases;

/// <summary>What the text of a case is.</summary>
public enum RequestForm
{
    /// <summary>Method, target, headers, body: each carrier writes it in its own way.</summary>
    Message,

    /// <summary>The exact bytes of one or several requests over HTTP/1.1.</summary>
    Raw,

    /// <summary>The exact header fields of an HTTP/2 stream, and its body.</summary>
    Fields,
}

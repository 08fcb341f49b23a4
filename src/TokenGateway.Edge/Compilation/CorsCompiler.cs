using Microsoft.AspNetCore.Cors.Infrastructure;
using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Sections;

namespace TokenGateway.Edge.Compilation;

/// <summary>Compiles a named CORS policy into ASP.NET Core's, which evaluates it.</summary>
internal static class CorsCompiler
{
    public static CorsPolicy Compile(CorsConfig written, ConfigErrors errors)
    {
        var anyOrigin = written.Origins.Contains("*", StringComparer.Ordinal);
        if (anyOrigin && written.AllowCredentials)
            errors.Add(ConfigPath.Join(written.Path, "AllowCredentials"), "credentials cannot be allowed with Origins \"*\" (WHATWG Fetch); name the origins");
        var builder = new CorsPolicyBuilder().SetPreflightMaxAge(written.MaxAge).WithExposedHeaders([.. written.ExposedHeaders]);
        builder = anyOrigin ? builder.AllowAnyOrigin() : builder.WithOrigins([.. written.Origins]);
        builder = written.Methods is { } methods && !methods.Contains("*", StringComparer.Ordinal) ? builder.WithMethods([.. methods]) : builder.AllowAnyMethod();
        builder = written.Headers is { } headers && !headers.Contains("*", StringComparer.Ordinal) ? builder.WithHeaders([.. headers]) : builder.AllowAnyHeader();
        if (written.AllowCredentials && !anyOrigin)
            builder = builder.AllowCredentials();
        return builder.Build();
    }
}

using System.Text;

namespace Aos.Api.Platform.Docs;

/// <summary>Pages and assets that travel inside the assembly.</summary>
internal static class Embedded
{
    /// <summary>A resource as stored.</summary>
    internal static byte[] Bytes(string name)
    {
        using var stream = typeof(Embedded).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The resource {name} is missing.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>A resource as text; null if there is none of that name.</summary>
    internal static string? Find(string name) =>
        typeof(Embedded).Assembly.GetManifestResourceInfo(name) is null ? null : Text(name);

    /// <summary>A resource as text.</summary>
    internal static string Text(string name) => Encoding.UTF8.GetString(Bytes(name));
}

using System.Text.Json;
using Aos.Sdk;

namespace PartnerOnboarding;

/// <summary>
/// How far the onboarding has come, in a file that only its owner can read: a second run goes on where the first one ended. Keys of calls are
/// kept before the calls are made, so that a call whose answer was lost is not made twice.
/// </summary>
internal sealed record OnboardingState
{
    private static readonly JsonSerializerOptions Form = new(JsonSerializerOptions.Web) { WriteIndented = true };

    public string BaseAddress { get; set; } = "";
    public string Email { get; set; } = "";
    public string Password { get; set; } = "";
    public string Key { get; set; } = Guid.NewGuid().ToString("N");
    public bool IsRegistered { get; set; }
    public bool IsConfirmed { get; set; }
    public bool IsApproved { get; set; }
    public Guid? ApplicationId { get; set; }
    public bool HasSandbox { get; set; }
    public string? ClientId { get; set; }
    public string? ClientSecret { get; set; }

    /// <summary>The state of this installation and e-mail address; a new one where there is none. That of others is left alone.</summary>
    public static OnboardingState Read(string path, string baseAddress, string email)
    {
        if (!File.Exists(path))
            return new OnboardingState { BaseAddress = baseAddress, Email = email };
        var state = JsonSerializer.Deserialize<OnboardingState>(File.ReadAllText(path), Form)!;
        return state.BaseAddress == baseAddress && string.Equals(state.Email, email, StringComparison.OrdinalIgnoreCase)
            ? state
            : throw new AosConfigurationException($"{path} is the onboarding of {state.Email} at {state.BaseAddress}; name another folder with --state.");
    }

    /// <summary>Keeps the state; a reader sees the old file or the new one, never a part.</summary>
    public void Write(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var next = path + ".next";
        File.Delete(next);
        using (var file = new FileStream(next, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite }))
            JsonSerializer.Serialize(file, this, Form);
        File.Move(next, path, overwrite: true);
    }
}

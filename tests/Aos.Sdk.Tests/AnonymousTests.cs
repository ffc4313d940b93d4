using Aos.Sdk.Nasty;
using Aos.Sdk.Tests.Support;

namespace Aos.Sdk.Tests;

/// <summary>What everybody may call needs no token, and gets none.</summary>
public sealed class AnonymousTests
{
    private static readonly byte[] Picture = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    [Fact]
    public async Task An_anonymous_operation_is_sent_without_a_token()
    {
        await using var api = await FakeApi.StartAsync();
        api.Otherwise = Answers.Json(201, """{"id":"n1","title":"licence.png"}""");
        await api.Nasty().Attachments.CreateAsync(AosUpload.FromBytes(Picture, "image/png"), fileName: "licence.png");
        var request = api.Requests.Single();
        Assert.Empty(api.TokenRequests);
        Assert.Equal(
            ("/nasty/v1/attachments?fileName=licence.png", "image/png", "8", null),
            (request.Target, request.Header("Content-Type"), request.Header("Content-Length"), request.Header("Authorization")));
    }

    [Fact]
    public async Task A_client_for_everybody_needs_no_credentials_and_says_what_it_cannot_call()
    {
        await using var api = await FakeApi.StartAsync();
        api.Otherwise = Answers.Json(201, """{"id":"n1","title":"licence.png"}""");
        var nasty = new NastyClient(AosClient.ForEverybody(api.Address).Transport);
        await nasty.Attachments.CreateAsync(AosUpload.FromBytes(Picture, "image/png"), fileName: "licence.png");
        var refusal = await Assert.ThrowsAsync<AosSignInRequiredException>(() => nasty.Notes.GetAsync("n1"));
        Assert.Equal("sdk.sign-in-required", refusal.Code);
        Assert.Single(api.Requests);
        // What the SDK has no method for may be for everybody.
        using var answer = await AosClient.ForEverybody(api.Address).SendAsync(new HttpRequestMessage(HttpMethod.Get, "/sandbox/inbox.json"));
        Assert.Null(api.Requests[1].Header("Authorization"));
        Assert.Contains("BaseAddress", Assert.Throws<AosConfigurationException>(() => AosClient.ForEverybody("")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_is_optional_is_sent_by_whoever_has_one()
    {
        await using var api = await FakeApi.StartAsync();
        api.Otherwise = Answers.Json(200, """{"id":"n1","title":"x"}""");
        await api.Nasty().Attachments.GetAsync("n1");
        await new NastyClient(AosClient.ForEverybody(api.Address).Transport).Attachments.GetAsync("n1");
        Assert.Equal(["Bearer aosat_1", null], api.Requests.Select(request => request.Header("Authorization")));
    }

    [Fact]
    public async Task A_picture_is_uploaded_by_its_file_name()
    {
        await using var api = await FakeApi.StartAsync();
        api.Otherwise = Answers.Json(201, """{"id":"n1","title":"x"}""");
        var file = Path.Combine(Path.GetTempPath(), $"aos-{Guid.NewGuid():N}.PNG");
        await File.WriteAllBytesAsync(file, Picture);
        try
        {
            await api.Nasty().Attachments.CreateAsync(AosUpload.FromFile(file), "a");
            Assert.Equal(("image/png", "8"), (api.Requests.Single().Header("Content-Type"), api.Requests.Single().Header("Content-Length")));
        }
        finally
        {
            File.Delete(file);
        }
    }
}

/** The config.json of Kokoro v1.0 with a short vocabulary; a fresh copy each time. */
export function configJson(): Record<string, unknown> & {
  istftnet: Record<string, unknown>;
  plbert: Record<string, unknown>;
  vocab: Record<string, unknown>;
} {
  return {
    istftnet: {
      upsample_kernel_sizes: [20, 12],
      upsample_rates: [10, 6],
      gen_istft_hop_size: 5,
      gen_istft_n_fft: 20,
      resblock_dilation_sizes: [
        [1, 3, 5],
        [1, 3, 5],
        [1, 3, 5],
      ],
      resblock_kernel_sizes: [3, 7, 11],
      upsample_initial_channel: 512,
    },
    dim_in: 64,
    dropout: 0.2,
    hidden_dim: 512,
    max_conv_dim: 512,
    max_dur: 50,
    multispeaker: true,
    n_layer: 3,
    n_mels: 80,
    n_token: 178,
    style_dim: 128,
    text_encoder_kernel_size: 5,
    plbert: {
      hidden_size: 768,
      num_attention_heads: 12,
      intermediate_size: 2048,
      max_position_embeddings: 512,
      num_hidden_layers: 12,
      dropout: 0.1,
    },
    vocab: { ';': 1, ' ': 16, '\u0303': 17, ᵻ: 177 },
  };
}

/** A smaller network, with other rates and kernels. */
export function smallConfigJson(): ReturnType<typeof configJson> {
  const config = configJson();
  Object.assign(config, { n_layer: 2, max_dur: 6 });
  Object.assign(config.istftnet, {
    upsample_rates: [6, 10],
    upsample_kernel_sizes: [12, 20],
    resblock_kernel_sizes: [3, 5, 7],
  });
  Object.assign(config.plbert, {
    hidden_size: 96,
    intermediate_size: 128,
    num_attention_heads: 4,
    num_hidden_layers: 3,
  });
  return config;
}
